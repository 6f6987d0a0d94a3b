import type { ResolvedModel } from '../../src/models.ts'
import type { Call } from '../../src/provider.ts'
import { issuesOf, type Issue, type Shape } from '../../src/validation.ts'
import type { ParseRules } from '../openai/chat-completions/parse.ts'

/** How a provider refuses bodies, whatever the operation. */
export type Refusals = Pick<ParseRules, 'malformed' | 'missingModel' | 'unknownModel' | 'word'>

/** The checked JSON body of an operation other than chat with its model; throws what the provider refuses. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller states what its shape checks, as in OpenAI's checkedBody
export function checkedBody<W>(
  call: Call,
  shape: Shape,
  refusals: Refusals,
): { readonly wire: W; readonly resolved: ResolvedModel } {
  const body = call.json
  if (call.jsonError !== undefined || typeof body !== 'object' || body === null || Array.isArray(body))
    throw refusals.malformed(call.jsonError, call)
  const name = 'model' in body ? body.model : undefined
  if (typeof name !== 'string' || name === '') throw refusals.missingModel(call)
  const found = issuesOf(body, shape)
  const issues = call.validation === 'lenient' ? found.filter(isUnreadable) : found
  if (issues.length > 0) throw refusals.word(issues, call)
  const resolved = call.models.resolve(name)
  if (!resolved) throw refusals.unknownModel(name)
  // The shape has just been checked.
  return { wire: body as W, resolved }
}

/** Without what is missing, or with another type, nothing can be answered. */
function isUnreadable({ kind }: Issue): boolean {
  return kind === 'missing' || kind === 'type'
}
