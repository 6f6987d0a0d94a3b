import { checkedIssues, checkOf, marked } from '../../../src/checks.ts'
import type { ApiError } from '../../../src/errors.ts'
import type { ResolvedModel } from '../../../src/models.ts'
import type { Call } from '../../../src/provider.ts'
import { issuesOf, type Issue, type Shape } from '../../../src/validation.ts'
import { toRequest, type ChatRequest } from './to-request.ts'
import type { WireRequest } from './wire.ts'

/** What one provider of chat completions refuses, and in which words. */
export interface ParseRules {
  readonly shape: Shape
  /** The body is no JSON object; `detail` is the parser's complaint. */
  malformed(detail: string | undefined, call: Call): ApiError
  missingModel(call: Call): ApiError
  unknownModel(model: string): ApiError
  /** What is said about the issues of a body; at least one. */
  word(issues: readonly Issue[], call: Call): ApiError
  /** Rules of the call itself, before its body is read: content type and size; throws the first refusal. */
  checkCall?(call: Call): void
  /** Rules of models, of the order of messages and of schemas; throws the first refusal. */
  check?(wire: WireRequest, resolved: ResolvedModel, call: Call): void
  /** The body as OpenAI would have it, where the provider's own says the same in other ways; the request keeps the body as it came. */
  read?(wire: WireRequest): WireRequest
  /** Whether and how the model reasons; absent: it does not. */
  reasoning?(wire: WireRequest, resolved: ResolvedModel): ChatRequest['reasoning']
}

/** The request in engine terms; throws what the API refuses, in the order body, shape, model, rules. */
export function parseChat(call: Call, rules: ParseRules): ChatRequest {
  const wire = validated(call, rules)
  const resolved = call.models.resolve(wire.model)
  if (!resolved) throw rules.unknownModel(wire.model)
  if (call.validation !== 'lenient') rules.check?.(wire, resolved, call)
  const reasoning = rules.reasoning?.(wire, resolved)
  return rules.read ? { ...toRequest(rules.read(wire), reasoning), wire } : toRequest(wire, reasoning)
}

const READ: ReadonlySet<unknown> = new Set(['tools', 'functions', 'tool_choice', 'response_format', 'stop', 'n'])

/** Without these the body cannot be turned into a request: any flaw of the messages, a wrong kind of what else is read. */
function isUnreadable({ kind, path }: Issue): boolean {
  if (path[0] === 'messages') return true
  return READ.has(path[0]) && (kind === 'type' || kind === 'missing' || (kind === 'choice' && path.at(-1) === 'type'))
}

function validated(call: Call, rules: ParseRules): WireRequest {
  rules.checkCall?.(call)
  if (call.jsonError !== undefined || call.json === undefined) throw rules.malformed(call.jsonError, call)
  const body = call.json as Partial<WireRequest> | null
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw rules.malformed(undefined, call)
  if (body.model === undefined || body.model === null || body.model === '') throw rules.missingModel(call)
  const issues = checkedIssues(call, issuesOf(body, rules.shape), isUnreadable)
  if (issues.length > 0) throw marked(rules.word(issues, call), checkOf(issues[0]!))
  // The shape has just been checked.
  return body as WireRequest
}
