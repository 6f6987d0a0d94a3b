import type { Simulation } from '../../src/simulation.ts'
import type { LabRequest } from './workload.ts'

/** What kept a request from its answer, as its client sees it. */
export type FailureKind =
  | 'rate-limit'
  | 'budget'
  | 'auth'
  | 'bad-request'
  | 'server'
  | 'cut-stream'
  | 'timeout'
  | 'network'

/** An HTTP gateway, or anything else that speaks OpenAI's chat completions. */
export interface HttpTarget {
  /** With its version: requests go to `${baseUrl}/chat/completions`. */
  readonly baseUrl: string
  /** Default: the global one. Hono's `app.request` will do. */
  readonly fetch?: (url: string, init: RequestInit) => Response | Promise<Response>
  /** Default: `auto`. */
  readonly model?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** What a client has measured. */
export interface Measured {
  readonly status: number
  readonly failure: FailureKind | undefined
  /** Milliseconds to the first content; undefined for answers that do not stream. */
  readonly ttftMs: number | undefined
  readonly latencyMs: number
}

/** Asks, and measures by the simulation's clock. */
export async function measure(
  target: HttpTarget,
  { body }: LabRequest,
  { clock }: Pick<Simulation, 'clock'>,
  timeoutMs: number,
): Promise<Measured> {
  const startedMs = clock.now()
  const controller = new AbortController()
  let isLate = false
  const disarm = clock.at(startedMs + timeoutMs, () => {
    isLate = true
    controller.abort(new DOMException('The answer took too long.', 'TimeoutError'))
  })
  let ttftMs: number | undefined
  let status = 0
  const measured = (failure?: FailureKind): Measured => ({
    status,
    failure,
    ttftMs,
    latencyMs: clock.now() - startedMs,
  })
  try {
    const response = await (target.fetch ?? fetch)(`${target.baseUrl.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer lab', ...target.headers },
      body: JSON.stringify({ model: target.model ?? 'auto', ...body }),
      signal: controller.signal,
    })
    status = response.status
    if (!response.ok || !response.body) return measured(failureOf(status, await response.text()))
    if (!response.headers.get('content-type')?.includes('event-stream')) {
      return measured(isAnswer(await response.text()) ? undefined : 'network')
    }
    const isWhole = await readStream(response.body, () => {
      ttftMs ??= clock.now() - startedMs
    })
    return measured(isWhole ? undefined : 'cut-stream')
  } catch {
    if (isLate) return measured('timeout')
    return measured(status === 200 ? 'cut-stream' : 'network')
  } finally {
    disarm()
  }
}

/** Whether a stream ends as it should; tells of its first content. */
async function readStream(body: ReadableStream<Uint8Array>, onContent: () => void): Promise<boolean> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true })
    const lines = text.split('\n')
    text = lines.pop()!
    for (const line of lines) {
      if (!line.startsWith('data:')) continue
      const data = line.slice('data:'.length).trim()
      if (data === '[DONE]') return true
      if (/^\{\s*"error"/.test(data)) return false
      if (/"(?:content|arguments)":\s*"[^"]/.test(data)) onContent()
    }
  }
  return false
}

function failureOf(status: number, body: string): FailureKind {
  if (status === 402 || /insufficient_quota|budget_exceeded/.test(body)) return 'budget'
  if (status === 429) return 'rate-limit'
  if (status === 401 || status === 403) return 'auth'
  if (status === 408 || status === 504) return 'timeout'
  return status < 500 ? 'bad-request' : 'server'
}

function isAnswer(text: string): boolean {
  try {
    return Array.isArray((JSON.parse(text) as { readonly choices?: unknown }).choices)
  } catch {
    return false
  }
}
