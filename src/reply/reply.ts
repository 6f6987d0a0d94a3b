import type { Choice } from '../completion.ts'
import type { ExchangeRecord } from '../exchange.ts'
import type { Hold } from '../hold.ts'
import type { CompletionRequest } from '../request.ts'
import { draftOf, finished, type Answer, type Draft, type PartInput } from './answer.ts'
import { isVerbatim } from '../replay/recorded.ts'
import type { ReplyContext, ReplyFunction, Responder, Rule } from './rule.ts'

/** The answer of a rule, at once where it is written down; `fallback` answers where the rule only adds reasoning. */
export function answerBy(
  rule: Rule,
  request: CompletionRequest,
  exchange: ExchangeRecord,
  hold: Hold,
  fallback: () => Promise<Draft>,
): Draft | Promise<Draft> {
  const { reply, lead, call } = rule.take(request)
  exchange.rule = rule
  if (reply === undefined) return fallback().then((draft) => answered(draft, lead, exchange))
  if (typeof reply !== 'function') return answered(reply, lead, exchange)
  return hold
    .theirs(() => evaluate(reply as ReplyFunction, request, { exchange, call, signal: hold.signal }))
    .then((answer) => answered(answer, lead, exchange))
}

function answered(answer: Answer, lead: readonly PartInput[], exchange: ExchangeRecord): Draft {
  if (isVerbatim(answer)) {
    exchange.verbatim = answer
    if (answer.error) throw answer.error
  }
  const draft = draftOf(answer)
  return lead.length === 0 ? draft : withLead(lead, draft)
}

function withLead(lead: readonly PartInput[], draft: Choice): Draft {
  return { ...draft, content: [...draftOf(lead).content, ...draft.content] }
}

/** What the responder says; undefined where it leaves the answer to the model. */
export async function respondBy(
  responder: Responder,
  request: CompletionRequest,
  exchange: ExchangeRecord,
  hold: Hold,
): Promise<Draft | undefined> {
  const { signal } = hold
  const said = await hold.theirs(() => {
    const result = responder(request, { exchange, signal })
    return isAsyncIterable(result) ? collect(result, signal) : result
  })
  return said === undefined ? undefined : draftOf(said)
}

async function evaluate(reply: ReplyFunction, request: CompletionRequest, context: ReplyContext): Promise<Answer> {
  const result = reply(request, context)
  if (isAsyncIterable(result)) return collect(result, context.signal)
  return result
}

function isAsyncIterable(value: unknown): value is AsyncIterable<string | PartInput> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

/** Leaves the generator, so that it can clean up, once the client has left. */
async function collect(pieces: AsyncIterable<string | PartInput>, signal: AbortSignal): Promise<Answer> {
  const parts: PartInput[] = []
  for await (const piece of pieces) {
    if (signal.aborted) break
    const last = parts.at(-1)
    if (typeof piece !== 'string') parts.push(piece)
    else if (last?.type === 'text') parts.splice(-1, 1, { type: 'text', text: last.text + piece })
    else parts.push({ type: 'text', text: piece })
  }
  return finished(draftOf(parts).content)
}
