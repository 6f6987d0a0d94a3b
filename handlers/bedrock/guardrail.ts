import { textOf, type Completion } from '../../src/completion.ts'
import type { ChatExchange } from '../../src/exchange.ts'
import { inputText } from '../../src/request.ts'
import type { ConverseRequest } from './converse/wire.ts'

type Answered = ChatExchange & { readonly outcome: Completion }

/** A guardrail of the account that a request names. */
interface Guardrail {
  readonly id: string
  /** Whether the answer tells what the guardrail looked at. */
  readonly isTraced: boolean
}

/** Characters of one unit in which guardrails are billed. */
const UNIT = 1000

/** Whether the guardrail stopped the answer: where a rule ends one as filtered or refuses. No other answer trips it, since its policies are the account's. */
function isBlocked({ outcome }: Answered): boolean {
  return outcome.finishReason === 'content-filter' || outcome.finishReason === 'refusal'
}

function assessment(text: string, freeUnits: number, isDenied: boolean, latencyMs: number): object {
  const characters = text.length
  const units = Math.ceil(characters / UNIT)
  const topic = { name: 'topic-1', type: 'DENY', action: 'BLOCKED', detected: true }
  return {
    ...(isDenied ? { topicPolicy: { topics: [topic] } } : {}),
    invocationMetrics: {
      guardrailProcessingLatency: latencyMs,
      usage: {
        topicPolicyUnits: units,
        contentPolicyUnits: units,
        wordPolicyUnits: units,
        automatedReasoningPolicyUnits: 0,
        automatedReasoningPolicies: 0,
        sensitiveInformationPolicyUnits: units,
        sensitiveInformationPolicyFreeUnits: freeUnits * units,
        contextualGroundingPolicyUnits: 0,
        contentPolicyImageUnits: 0,
      },
      guardrailCoverage: { textCharacters: { guarded: characters, total: characters } },
    },
  }
}

/** What a guardrail looked at: the prompt, and the answer unless it was stopped before. */
function looks(exchange: Answered, id: string) {
  const blocked = isBlocked(exchange)
  const prompt = exchange.request.messages.map(({ content }) => inputText(content)).join('')
  const input = { [id]: assessment(prompt, 0, blocked, 290) }
  const output = assessment(textOf(exchange.outcome), 1, false, 235)
  return { blocked, input, output }
}

/** What Converse tells of the guardrail that its body names (recorded in 2025). */
export function converseGuardrail(
  exchange: Answered,
  wire: ConverseRequest,
): { readonly stopReason?: 'guardrail_intervened'; readonly trace?: object } {
  const { guardrailIdentifier: id, trace = 'disabled' } = wire.guardrailConfig ?? {}
  if (!id) return {}
  const { blocked, input, output } = looks(exchange, id)
  const guardrail = {
    ...(blocked ? { actionReason: 'Guardrail blocked.' } : {}),
    inputAssessment: input,
    ...(blocked ? {} : { outputAssessments: { [id]: [output] } }),
  }
  return {
    ...(blocked ? { stopReason: 'guardrail_intervened' } : {}),
    ...(trace === 'disabled' ? {} : { trace: { guardrail: sorted(guardrail) } }),
  }
}

/** Converse's keys stand in alphabetical order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const rows = Object.entries(value).map(([key, child]) => [key, sorted(child)] as const)
  return Object.fromEntries(rows.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function ofHeaders({ headers }: Answered): Guardrail | undefined {
  const id = headers.get('x-amzn-bedrock-guardrailidentifier')
  const trace = headers.get('x-amzn-bedrock-trace')?.toUpperCase() ?? 'DISABLED'
  return id ? { id, isTraced: trace !== 'DISABLED' } : undefined
}

function action(exchange: Answered) {
  return { 'amazon-bedrock-guardrailAction': isBlocked(exchange) ? 'INTERVENED' : 'NONE' }
}

function trace(exchange: Answered, guardrail: Guardrail) {
  if (!guardrail.isTraced) return {}
  const { blocked, input, output } = looks(exchange, guardrail.id)
  return {
    'amazon-bedrock-trace': {
      guardrail: {
        input,
        ...(blocked ? { actionReason: 'Guardrail blocked.' } : { outputs: [{ [guardrail.id]: output }] }),
      },
    },
  }
}

/** A body of InvokeModel with what the guardrail says that the request's headers name (recorded in 2025). */
export function guardedBody(exchange: Answered, body: unknown): unknown {
  const guardrail = ofHeaders(exchange)
  if (!guardrail || typeof body !== 'object' || body === null) return body
  return { ...body, ...trace(exchange, guardrail), ...action(exchange) }
}

/** Events without text: they do not name the guardrail (recorded with Nova). */
const SILENT = /^(?:message_?start|content_?block_?(?:start|stop)|message_?(?:stop|delta)|ping)$/i

/** An event of InvokeModelWithResponseStream with the same; the last one has the trace. A stream that was stopped has neither metrics nor a reason. */
export function guardedEvent(exchange: Answered, event: object, metrics: object | undefined): object {
  const guardrail = ofHeaders(exchange)
  const isLast = metrics !== undefined
  if (!guardrail) return { ...event, ...metrics }
  // Members of any event of any model.
  const { type, ...members } = event as { readonly type?: string }
  if (!isLast && SILENT.test(type ?? Object.keys(members)[0] ?? '')) return event
  const said = { ...action(exchange), ...(isLast ? trace(exchange, guardrail) : {}) }
  if (!isBlocked(exchange)) return { ...event, ...said, ...metrics }
  const { completionReason: _, ...rest } = event as { readonly completionReason?: string }
  return { ...rest, ...said }
}
