// oxlint-disable-next-line import/no-nodejs-modules -- this face is for Node
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
// oxlint-disable-next-line import/no-nodejs-modules -- this face is for Node
import { join } from 'node:path'
import { UsageError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import { fork } from '../../src/random.ts'
import type { Recording } from '../../src/replay/recording.ts'
import { requestDifference } from '../../src/replay/recorded-rule.ts'
import type { Verbatim } from '../../src/replay/verbatim.ts'
import { Rule } from '../../src/reply/rule.ts'
import { redacted } from '../replay/redact.ts'
import { verbatimOf, type ReplayOptions } from '../replay/replay-from.ts'
import { askUpstream } from './upstream.ts'

/** Options of {@link openTape}. */
export interface TapeOptions extends ReplayOptions {
  /**
   * Real API keys by provider, for instance `{ openai: process.env.OPENAI_API_KEY }`. Where one is there, what is not recorded goes to the
   * real API with it and is recorded; where it is not, it fails.
   */
  readonly keys?: Readonly<Record<string, string | undefined>>
  /** Origins to ask instead of the providers' own, by provider: a proxy. */
  readonly upstream?: Readonly<Record<string, string>>
  /** Takes out of a recording what must not be kept, after keys, cookies and ids of accounts are gone. */
  readonly redact?: (recording: Recording) => Recording
}

interface Entry {
  readonly file: string
  readonly recording: Recording
}

/** A rule that answers every request of any operation from a folder of recordings, and fills the folder where it has a key. */
export class Tape extends Rule {
  override readonly answersAny = true
  private readonly folder: string
  private readonly options: TapeOptions
  private readonly entries: Entry[]
  private readonly ignored: ReadonlySet<string>
  private played = new Map<string, number>()

  constructor(folder: string, options: TapeOptions) {
    super({})
    this.folder = folder
    this.options = options
    this.ignored = new Set(options.ignore)
    this.entries = existsSync(folder) ? readFolder(folder) : []
    this.reply((_, { exchange, signal }) => this.play(exchange, signal))
  }

  /** Forgets what it has played, not what it has recorded. */
  override rewind(): void {
    super.rewind()
    this.played = new Map()
  }

  override toString(): string {
    return `tape ${this.folder}`
  }

  private async play(exchange: Exchange, signal: AbortSignal): Promise<Verbatim> {
    const same = this.entries.filter(
      ({ recording }) => requestDifference(recording, exchange, this.ignored) === undefined,
    )
    const name = nameOf(exchange)
    const count = this.played.get(name) ?? 0
    this.played.set(name, count + 1)
    const key = this.options.keys?.[exchange.provider]
    const entry = same[count] ?? (key ? undefined : same.at(-1))
    if (entry) return verbatimOf(entry.recording.response, (this.options.pace ?? 'recorded') === 'recorded')
    if (!key) throw this.missing(exchange)
    const recording = await this.record(exchange, key, `${name}${count === 0 ? '' : `-${count + 1}`}.json`, signal)
    // The client has waited already.
    return verbatimOf(recording.response, false)
  }

  private async record(exchange: Exchange, key: string, file: string, signal: AbortSignal): Promise<Recording> {
    const { provider, endpoint, method, url, headers, body } = exchange
    if (headers.get('content-type')?.startsWith('multipart/')) {
      throw new UsageError(`${method} ${exchange.path} sends a form, which a tape does not record.`)
    }
    const response = await askUpstream(exchange, key, this.options.upstream?.[provider], signal)
    const raw: Recording = {
      format: 'msw-llm/1',
      recordedAt: new Date().toISOString().slice(0, 10),
      provider,
      endpoint,
      request: { method, url, headers: Object.fromEntries(headers), ...(body === undefined ? {} : { body }) },
      response,
    }
    const clean = redacted(raw, key)
    const recording = this.options.redact?.(clean) ?? clean
    mkdirSync(this.folder, { recursive: true })
    writeFileSync(join(this.folder, file), `${JSON.stringify(recording, null, 2)}\n`)
    this.entries.push({ file, recording })
    return recording
  }

  private missing(exchange: Exchange): UsageError {
    const { provider, method, path } = exchange
    const nearest = this.entries
      .filter(({ recording: { request } }) => request.method === method && new URL(request.url).pathname === path)
      .map(({ file, recording }) => ({ file, difference: requestDifference(recording, exchange, this.ignored)! }))
    const why = nearest.map(({ file, difference }) => `${file}: ${difference}`).join('; ')
    return new UsageError(
      `${this.folder} has no recording of this ${method} ${path}${why ? ` (${why})` : ''}, and there is no key of ${provider} to make one. Give it once: openTape(folder, { keys: { ${provider}: '…' } }).`,
    )
  }
}

/**
 * A rule for `createSimulation({ rules: [tape] })` that answers from a folder of recordings, at the pace at which they were made; with a key
 * of the provider it asks the real API for what is missing, and writes it there, one file an exchange, without keys, cookies and ids of
 * accounts. Rules that are added later go before it.
 *
 * A request that is not recorded, where there is no key, fails and says how it differs from those that are. APIs that sign their requests
 * (Bedrock) and forms are not recorded.
 *
 * @example
 * const tape = openTape('test/tapes', { keys: { openai: process.env.OPENAI_API_KEY }, ignore: ['user'] })
 * const recorded = createSimulation({ rules: [tape], clock: 'virtual' }) // which does not wait
 */
export function openTape(folder: string, options: TapeOptions = {}): Tape {
  return new Tape(folder, options)
}

function readFolder(folder: string): Entry[] {
  const stems = readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : []))
  // The second recording of a request comes after its first, the tenth after its ninth.
  const files = stems.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
  return files.map((stem) => {
    const file = `${stem}.json`
    return { file, recording: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recording }
  })
}

/** Endpoint, the start of the prompt, and a hash of the request: the same request has the same file. */
function nameOf({ endpoint, prompt, method, path, body, request }: Exchange): string {
  const about = (prompt || request.model)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 32)
  const hash = fork(0, JSON.stringify([method, path, body]))
    .toString(36)
    .slice(0, 6)
  return [endpoint.toLowerCase(), about, hash].filter(Boolean).join('-')
}
