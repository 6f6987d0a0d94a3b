import type { Exchange, ExchangeRecord } from '../exchange.ts'
import type { CompletionRequest } from '../request.ts'
import { conversationOf } from './match.ts'
import type { Rule } from './rule.ts'

/** The rule that answers a request: the last added of those that match. */
export function findRule(
  rules: readonly Rule[],
  request: CompletionRequest,
  exchange: ExchangeRecord,
): Rule | undefined {
  return rules.findLast((rule) => rule.answers(request, exchange))
}

/** Why each rule did not answer, one line a rule in the order of adding. */
export function explainRules(rules: readonly Rule[], exchange: Exchange): readonly string[] {
  const request = conversationOf(exchange)
  const why = (rule: Rule) =>
    rule === exchange.rule
      ? 'it answered'
      : (rule.refusal(request, exchange) ?? 'it matches, but a later rule goes before it')
  const lines = rules.map((rule, index) => `rule ${index + 1}, ${rule.toString()}: ${why(rule)}`)
  return lines.length === 0 ? ['there are no rules'] : lines
}
