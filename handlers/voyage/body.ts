import type { Call } from '../../src/provider.ts'
import type { ResolvedModel } from '../../src/models.ts'
import { issuesOf, type Shape } from '../../src/validation.ts'
import { malformed, unsupportedModel, wordIssue } from './errors.ts'
import { traitsOf, type VoyageTraits } from './models.ts'

/** The checked body of a call, whose type its caller can name. */
export function checkedBody(call: Call, shape: Shape): object {
  const body = call.json
  if (call.jsonError !== undefined || typeof body !== 'object' || body === null || Array.isArray(body))
    throw malformed()
  const found = issuesOf(body, shape)
  const isUnreadable = ({ kind }: (typeof found)[number]) => kind === 'missing' || kind === 'type'
  const issue = call.validation === 'lenient' ? found.find(isUnreadable) : found[0]
  if (issue) throw wordIssue(issue)
  return body
}

/** The model of a request, of the kind that the endpoint serves. */
export function requiredModel({ models }: Call, name: string, kind: VoyageTraits['kind']): ResolvedModel {
  const resolved = models.resolve(name)
  if (!resolved || traitsOf(resolved.model).kind !== kind) throw unsupportedModel(name, models, kind)
  return resolved
}
