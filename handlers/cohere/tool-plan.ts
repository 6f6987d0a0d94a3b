import { toolCallsOf, type Choice } from '../../src/completion.ts'
import type { CompletionRequest } from '../../src/request.ts'

/** What the model says when it is made to call a tool (recorded). */
const FORCED = 'I will use one or more of the available tools to find the answer'

/**
 * What the model says before it calls tools; empty where it calls none, or where it has thought aloud instead.
 *
 * The text of the answer, where a rule gives one beside its calls; else a plan out of the tools' names, as recorded ones are.
 */
export function planOf(choice: Choice, request: Pick<CompletionRequest, 'toolChoice'>): string {
  const calls = toolCallsOf(choice)
  if (calls.length === 0) return ''
  const said = choice.content.map((part) => (part.type === 'text' || part.type === 'refusal' ? part.text : '')).join('')
  if (said !== '') return said
  if (choice.content.some((part) => part.type === 'reasoning')) return ''
  if (request.toolChoice !== 'auto') return FORCED
  const names = [...new Set(calls.map(({ name }) => name))]
  return `I will use the ${names.join(' and ')} tool${names.length > 1 ? 's' : ''} to find the answer.`
}

/** Whether the plan is nowhere in the answer's parts: a stream says it before its first call. */
export function isUnsaid(choice: Choice): boolean {
  return !choice.content.some((part) => (part.type === 'text' || part.type === 'refusal') && part.text !== '')
}

/** A plan in the pieces in which it is streamed: its words, as good as its tokens. */
export function planPieces(plan: string): readonly string[] {
  return plan.match(/ ?\p{L}+|\d|[^\p{L}\d]/gu) ?? []
}
