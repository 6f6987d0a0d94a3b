import type { Choice } from '../completion.ts'
import type { ExchangeRecord } from '../exchange.ts'
import type { CompletionRequest } from '../request.ts'
import { draftOf, finished, type Answer, type Draft, type PartInput } from './answer.ts'
import type { ReplyContext, Reply, Rule } from './rule.ts'

/** The rule that answers a request: the last added of those that match. */
export function findRule(
  rules: readonly Rule[],
  request: CompletionRequest,
  exchange: ExchangeRecord,
): Rule | undefined {
  return rules.findLast((rule) => rule.refusal(request, exchange) === undefined)
}

/** Why each rule does not answer, one line a rule. */
export function explainRules(rules: readonly Rule[], request: CompletionRequest, exchange: ExchangeRecord): string {
  const lines = rules.map((rule, index) => `rule ${index + 1}: ${rule.refusal(request, exchange) ?? 'it matches'}`)
  return lines.length === 0 ? 'there are no rules' : lines.join('; ')
}

/** The answer of a rule; `fallback` answers where the rule only adds reasoning. */
export async function answerBy(
  rule: Rule,
  request: CompletionRequest,
  exchange: ExchangeRecord,
  fallback: () => Promise<Draft>,
): Promise<Draft> {
  const { reply, lead, call } = rule.take()
  const draft = reply === undefined ? await fallback() : draftOf(await evaluate(reply, request, { exchange, call }))
  return lead.length === 0 ? draft : withLead(lead, draft)
}

function withLead(lead: readonly PartInput[], draft: Choice): Draft {
  return { ...draft, content: [...draftOf(lead).content, ...draft.content] }
}

async function evaluate(reply: Reply, request: CompletionRequest, context: ReplyContext): Promise<Answer> {
  if (typeof reply !== 'function') return reply
  const result = (reply as Extract<Reply, (...args: never[]) => unknown>)(request, context)
  if (isAsyncIterable(result)) return collect(result)
  return result
}

function isAsyncIterable(value: unknown): value is AsyncIterable<string | PartInput> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

async function collect(pieces: AsyncIterable<string | PartInput>): Promise<Answer> {
  const parts: PartInput[] = []
  for await (const piece of pieces) {
    const last = parts.at(-1)
    if (typeof piece !== 'string') parts.push(piece)
    else if (last?.type === 'text') parts.splice(-1, 1, { type: 'text', text: last.text + piece })
    else parts.push({ type: 'text', text: piece })
  }
  return finished(draftOf(parts).content)
}
