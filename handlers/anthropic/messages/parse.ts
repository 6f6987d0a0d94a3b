import { ApiError } from '../../../src/errors.ts'
import type { ModelCatalog, ResolvedModel } from '../../../src/models.ts'
import type { Call } from '../../../src/provider.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import { issuesOf, type Shape } from '../../../src/validation.ts'
import { checkCacheControl } from './check-cache-control.ts'
import { protocolOf, type Protocol } from './check-headers.ts'
import { checkMedia } from './check-media.ts'
import { checkBlocks2026 } from './check-blocks-2026.ts'
import { checkMessages } from './check-messages.ts'
import { checkModel } from './check-model.ts'
import { checkTools } from './check-tools.ts'
import { wordIssues } from './issues.ts'
import { jsonOf } from './json-body.ts'
import { messagesShape, messagesShape2026 } from './request-shape.ts'
import { continued, threadsOf, type ThreadRequest } from './threads.ts'
import { toRequest } from './to-request.ts'
import type { MessagesRequest } from './wire.ts'

/** The request of `POST /v1/messages`; refuses, in the provider's order and words, what the API does not take. */
export function parse(call: Call): ThreadRequest {
  const request = parseAs(call, ({ version }) => (version === '2026-10-21' ? messagesShape2026 : messagesShape))
  return request.wire.thread ? { ...request, threads: threadsOf(call.store) } : request
}

/** A request whose body has the shape that its API version asks for. */
export function parseAs(call: Call, shapeOf: (protocol: Protocol) => Shape): CompletionRequest<MessagesRequest> {
  const isLenient = call.validation === 'lenient'
  const protocol = isLenient ? LENIENT : protocolOf(call)
  const wire = continued(shaped(jsonOf(call), shapeOf(protocol), isLenient), call)
  const resolved = resolveModel(wire.model, call.models)
  if (!isLenient) checkAll(wire, resolved, protocol)
  return toRequest(wire, resolved.model)
}

const LENIENT: Protocol = { version: '2023-06-01', betas: new Set() }

/** Refuses what has the right shape and still makes no sense, in the provider's order. */
function checkAll(wire: MessagesRequest, resolved: ResolvedModel, { version, betas }: Protocol): void {
  checkModel(wire, resolved, betas)
  checkCacheControl(wire)
  checkMessages(wire, resolved.model)
  if (version === '2026-10-21') checkBlocks2026(wire)
  checkTools(wire)
  checkMedia(wire)
}

/** The model by any of its names. Unknown: 404 with nothing but the name. */
export function resolveModel(name: string, models: ModelCatalog): ResolvedModel {
  const resolved = models.resolve(name)
  if (!resolved)
    throw new ApiError('not_found', `model: ${name}`, {
      hint: `No model "${name}" is known. Known: ${models.models.map(({ id }) => id).join(', ')}.`,
    })
  return resolved
}

/** The body, once its shape is right; `isLenient`: once what is read of it can be read. */
function shaped(json: unknown, shape: Shape, isLenient: boolean): MessagesRequest {
  const body = withToolTypes(json)
  const found = issuesOf(body, shape)
  const issues = isLenient
    ? found.filter(({ path, kind }) => kind !== 'unknown' && (path[0] === undefined || READ.has(path[0])))
    : found
  if (issues.length > 0) throw wordIssues(issues, shape, body)
  // Reason: the shape has just been checked.
  return json as MessagesRequest
}

const READ: ReadonlySet<string | number> = new Set(['model', 'messages', 'system', 'tools', 'thread'])

/** Tools without a type are `custom`. */
function withToolTypes(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || !('tools' in json) || !Array.isArray(json.tools)) return json
  const tools = json.tools.map((tool: unknown) =>
    typeof tool === 'object' && tool !== null && !Array.isArray(tool)
      ? { ...tool, type: ('type' in tool ? tool.type : undefined) ?? 'custom' }
      : tool,
  )
  return { ...json, tools }
}
