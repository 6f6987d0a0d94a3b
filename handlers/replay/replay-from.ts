import { UsageError } from '../../src/errors.ts'
import { fromBase64 } from '../../src/base64.ts'
import { writeJson } from '../../src/json-text.ts'
import type { RecordedResponse, Recording } from '../../src/replay/recording.ts'
import { RecordedRule } from '../../src/replay/recorded-rule.ts'
import { Verbatim } from '../../src/replay/verbatim.ts'
import type { Rule } from '../../src/reply/rule.ts'
import { aimockRules, type AimockFile } from './aimock.ts'
import { harRecordings, type Har } from './har.ts'
import { readAnswer } from './read-answer.ts'

/** What `replayFrom` reads: recordings as `msw-llm/record` writes them, a HAR, or an aimock fixture file, each parsed from its JSON. */
export type ReplaySource = Recording | readonly Recording[] | Har | AimockFile

/** How recorded traffic is replayed. */
export interface ReplayOptions {
  /**
   * `'recorded'` (default): each byte leaves when it did (times `timeScale`; a virtual clock does not wait). `'simulated'`: as the
   * simulation's latency says, by default at once. Fixtures of aimock have no pace of their own.
   */
  readonly pace?: 'recorded' | 'simulated'
  /** Names of members of the request's body that may differ from the recorded one. */
  readonly ignore?: readonly string[]
}

/**
 * Rules that answer as recorded, for `createSimulation({ rules })` or `llm.add(...rules)`; with `strict: true` a request that was changed
 * fails and says where it differs.
 *
 * Recordings and HARs answer the same method, path and body with the same bytes, status and headers, keys and limits being checked as ever;
 * usage is what the recording says. Fixtures of aimock are rules like any other: the engine answers in the dialect that is asked for, and
 * counts.
 *
 * @throws {UsageError} for what is none of the three
 * @example
 * const fixtures = { fixtures: [{ match: { userMessage: 'sea' }, response: { content: 'Deep.' } }] }
 * llm.add(...replayFrom(fixtures)) // or JSON.parse(readFileSync('chat.har', 'utf8'))
 * expect(await ask('How deep is the sea?')).toBe('Deep.')
 */
export function replayFrom(source: ReplaySource, options: ReplayOptions = {}): readonly Rule[] {
  if (typeof source === 'object' && source !== null) {
    if ('log' in source) return recordedRules(harRecordings(source), options)
    if ('fixtures' in source) return aimockRules(source)
    const recordings: readonly Recording[] = 'format' in source ? [source] : source
    if (Array.isArray(recordings) && recordings.every((one: Recording) => one?.format === 'msw-llm/1')) {
      return recordedRules(recordings, options)
    }
  }
  throw new UsageError(
    'replayFrom takes recordings of msw-llm, a HAR ({ log: { entries } }) or an aimock file ({ fixtures }), parsed.',
  )
}

/** One rule for each different request; the same one again is a further answer of its rule. */
function recordedRules(
  recordings: readonly Recording[],
  { pace = 'recorded', ignore = [] }: ReplayOptions,
): readonly Rule[] {
  const byRequest = new Map<string, Recording[]>()
  for (const recording of recordings) {
    const { method, url, body } = recording.request
    const key = JSON.stringify([method, new URL(url).pathname, body])
    byRequest.set(key, [...(byRequest.get(key) ?? []), recording])
  }
  return [...byRequest.values()].map((same) => {
    const answers = same.map(({ response }) => verbatimOf(response, pace === 'recorded'))
    return new RecordedRule(same[0]!, answers, new Set(ignore))
  })
}

/** A recorded response as an answer. */
export function verbatimOf(response: RecordedResponse, isPaced: boolean): Verbatim {
  return new Verbatim(response, readAnswer(bodyText(response)), isPaced)
}

function bodyText({ json, style = 'compact', chunks = [] }: RecordedResponse): string {
  if (json !== undefined) return writeJson(json, style)
  const decoder = new TextDecoder()
  return chunks.map(({ text, base64 }) => text ?? decoder.decode(fromBase64(base64 ?? ''))).join('')
}
