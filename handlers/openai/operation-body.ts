import { ApiError } from '../../src/errors.ts'
import type { Model, ResolvedModel } from '../../src/models.ts'
import type { Call } from '../../src/provider.ts'
import { issuesOf, type Issue, type Shape } from '../../src/validation.ts'
import { malformedJson, modelNotFound } from './errors.ts'
import { traitsOf, type OpenAiEndpoint } from './models.ts'
import { refused, wordIssues } from './wording.ts'

/** The JSON body of an operation other than chat, checked, so that its caller can name its type; `word` says what it has to say about issues before the common words are used. */
export function checkedBody(
  call: Call,
  shape: Shape,
  word?: (issues: readonly Issue[]) => ApiError | undefined,
): object {
  const body = call.json
  if (call.jsonError !== undefined || typeof body !== 'object' || body === null || Array.isArray(body))
    throw malformedJson()
  const found = issuesOf(body, shape)
  const issues = call.validation === 'lenient' ? found.filter(isUnreadable) : found
  if (issues.length > 0) throw word?.(issues) ?? wordIssues(issues)
  return body
}

/** Without what is missing, or with another type, nothing can be answered. */
function isUnreadable({ kind }: Issue): boolean {
  return kind === 'missing' || kind === 'type'
}

/** The model of a request; refuses names that are missing or unknown. */
export function requiredModel(call: Call, name: unknown): ResolvedModel {
  if (typeof name !== 'string' || name === '') throw refused('you must provide a model parameter', null, null)
  const resolved = call.models.resolve(name)
  if (!resolved) throw modelNotFound(name)
  return resolved
}

/** Whether a model is served at an endpoint; models of the user's own are where they ask for it. */
export function servesAt(model: Model, endpoint: OpenAiEndpoint): boolean {
  return model.traits?.['endpoints'] === undefined || traitsOf(model).endpoints.includes(endpoint)
}

/** 404 for an object that the account does not have. */
export function noSuchObject(noun: string, id: string, param: string | null = 'id'): ApiError {
  return new ApiError('not_found', `No such ${noun} object: ${id}`, { param, code: null })
}
