import type { Exchange } from '../exchange.ts'
import { Rule } from '../reply/rule.ts'
import type { CompletionRequest } from '../request.ts'
import { differenceOf } from './difference.ts'
import type { Recording } from './recording.ts'
import type { Verbatim } from './verbatim.ts'

/** Answers one request of any operation as it was recorded: the same method, path and body. Recorded more than once, it answers in that order. */
export class RecordedRule extends Rule {
  override readonly answersAny = true
  private readonly recording: Recording
  private readonly ignored: ReadonlySet<string>

  constructor(recording: Recording, answers: readonly Verbatim[], ignored: ReadonlySet<string>) {
    super({})
    this.recording = recording
    this.ignored = ignored
    this.inSequence(...answers)
  }

  override answers(request: CompletionRequest, exchange: Exchange): boolean {
    return this.refusal(request, exchange) === undefined
  }

  override refusal(_: CompletionRequest | undefined, exchange: Exchange): string | undefined {
    return requestDifference(this.recording, exchange, this.ignored)
  }

  override toString(): string {
    const { method, url } = this.recording.request
    return `recorded ${method} ${new URL(url).pathname}`
  }
}

/** What is different about an exchange's request; undefined where it is the recorded one. Forms are compared by their path alone. */
export function requestDifference(
  { request }: Recording,
  exchange: Exchange,
  ignored: ReadonlySet<string>,
): string | undefined {
  const { pathname } = new URL(request.url)
  if (pathname !== exchange.path) return `path is ${exchange.path}, recorded: ${pathname}`
  if (request.method !== exchange.method) return `method is ${exchange.method}, recorded: ${request.method}`
  return differenceOf(request.body, exchange.body, 'body', ignored)
}
