import type { ResolvedModel } from '../../../src/models.ts'
import type { Call } from '../../../src/provider.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import { issuesOf } from '../../../src/validation.ts'
import { parseClaude, passOn } from '../claude-call.ts'
import { traitsOf } from '../models.ts'
import { resolveModel } from '../resolve.ts'
import { checkRequest } from './check-messages.ts'
import { readBody, refused, wordIssues } from './issues.ts'
import { converseShape } from './shapes.ts'
import { toMessages } from './to-messages.ts'
import { toRequest } from './to-request.ts'
import type { ConverseRequest } from './wire.ts'

/** The request of Converse, or of ConverseStream. */
export function parse(call: Call, stream: boolean): CompletionRequest<ConverseRequest> {
  const body = readBody(call.text, call.json, call.jsonError)
  const asked = call.params['model'] ?? ''
  const wire = shaped(body, call.validation === 'lenient')
  const resolved = resolveModel(asked, call.models)
  if (!resolved.model.capabilities.includes('chat'))
    throw refused(
      "This action doesn't support the model that you provided. Try again with a supported text or chat model.",
    )
  return { ...parseBody(call, wire, asked, resolved), stream }
}

/** A body of the right types, checked for its model. */
export function parseBody(
  call: Call,
  wire: ConverseRequest,
  asked: string,
  resolved: ResolvedModel,
): CompletionRequest<ConverseRequest> {
  if (call.validation === 'strict') checkRequest(wire, resolved.model)
  const request = toRequest(wire, asked, resolved.model)
  if (traitsOf(resolved.model).family !== 'claude') return request
  const native = passOn(() => parseClaude(call, toMessages(wire, resolved.model), resolved))
  return { ...native, model: asked, wire, ...ownLimit(request) }
}

/** Without a limit of its own the request has none; what the native body says there is the model's. */
function ownLimit({ maxTokens }: CompletionRequest): Pick<CompletionRequest, 'maxTokens'> {
  return maxTokens === undefined ? {} : { maxTokens }
}

/** The body, once its shape is right; `isLenient`: once what is read of it can be read. */
export function shaped(body: unknown, isLenient: boolean): ConverseRequest {
  const found = issuesOf(body, converseShape)
  const issues = isLenient ? found.filter(({ kind }) => kind === 'type' || kind === 'missing') : found
  if (issues.length > 0) throw wordIssues(issues)
  // Reason: the shape has just been checked.
  return body as ConverseRequest
}
