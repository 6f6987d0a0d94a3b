import { checkedIssues, checkOf, marked, runCheck } from '../../../src/checks.ts'
import type { ApiError } from '../../../src/errors.ts'
import type { ResolvedModel } from '../../../src/models.ts'
import type { Call } from '../../../src/provider.ts'
import { issuesOf, type Issue, type Shape } from '../../../src/validation.ts'
import { conversingOf } from './context.ts'
import { itemIssues } from './item-shapes.ts'
import type { ResponsesProfile } from './profile.ts'
import { toRequest, type Conversing, type ResponsesRequest } from './to-request.ts'
import type { WireRequest } from './wire.ts'

/** What one provider of the Responses API refuses, and in which words. */
export interface ResponsesRules {
  readonly shape: Shape
  /** Rules of the call itself, before its body is read: content type and size; throws the first refusal. */
  checkCall?(call: Call): void
  /** The body is no JSON object; `detail` is the parser's complaint. */
  malformed(detail: string | undefined): ApiError
  missingModel(): ApiError
  unknownModel(model: string): ApiError
  /** What is said about an issue of a body. */
  word(issue: Issue): ApiError
  /** Members that are refused in words of their own, before the shape is looked at; throws the first refusal. */
  checkMembers?(body: Readonly<Record<string, unknown>>): void
  /** Rules of models, items and schemas; throws the first refusal. */
  check?(wire: WireRequest, resolved: ResolvedModel, conversing: Conversing, call: Call): void
  /** Whether and how the model reasons; absent: it does not. */
  reasoning?(wire: WireRequest, resolved: ResolvedModel): ResponsesRequest['reasoning']
}

/** The request in engine terms; throws what the API refuses, in the order body, shape, model, conversation, rules. */
export function parseResponses(call: Call, rules: ResponsesRules, profile: ResponsesProfile): ResponsesRequest {
  const wire = validated(call, rules)
  const model = wire.model ?? PROMPT_MODEL
  const resolved = call.models.resolve(model)
  if (!resolved) throw rules.unknownModel(model)
  const conversing = conversingOf(wire, call, profile)
  if (call.validation !== 'lenient') rules.check?.(wire, resolved, conversing, call)
  return toRequest(wire, model, conversing, rules.reasoning?.(wire, resolved))
}

/** A prompt template brings its model with it; which one is not known here. */
const PROMPT_MODEL = 'gpt-4.1'

const READ: ReadonlySet<unknown> = new Set(['tools', 'text', 'tool_choice', 'reasoning', 'include'])

/** Without these the body cannot be turned into a request: any flaw of the input, a wrong kind of what else is read. */
function isUnreadable({ kind, path }: Issue): boolean {
  return path[0] === 'input' || (kind === 'type' && READ.has(path[0]))
}

function validated(call: Call, rules: ResponsesRules): WireRequest {
  rules.checkCall?.(call)
  if (call.jsonError !== undefined || call.json === undefined) throw rules.malformed(call.jsonError)
  const body = call.json as Readonly<Record<string, unknown>> | null
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw rules.malformed(undefined)
  runCheck(call, 'parameters', () => rules.checkMembers?.(body))
  if (!body['model'] && !body['prompt']) throw rules.missingModel()
  const [issue] = checkedIssues(call, issuesOf(body, rules.shape), isUnreadable)
  if (issue) throw marked(rules.word(issue), checkOf(issue))
  // The shape has just been checked.
  const wire = body as WireRequest
  const wrong = Array.isArray(wire.input)
    ? wire.input.flatMap((item, index) => itemIssues(item, ['input', index]))[0]
    : undefined
  if (wrong) throw rules.word(wrong)
  return wire
}
