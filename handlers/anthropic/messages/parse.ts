import { checkedIssues, checkOf, marked, runCheck } from '../../../src/checks.ts'
import { ApiError } from '../../../src/errors.ts'
import type { ModelCatalog, ResolvedModel } from '../../../src/models.ts'
import type { Call } from '../../../src/provider.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import { issuesOf, type Issue, type Shape } from '../../../src/validation.ts'
import { checkCacheControl } from './check-cache-control.ts'
import { checkHeaders, readProtocol, type Protocol } from './check-headers.ts'
import { checkMedia } from './check-media.ts'
import { checkBlocks2026 } from './check-blocks-2026.ts'
import { filesOf } from '../files/stored-file.ts'
import { checkFiles } from './check-files.ts'
import { checkMessages } from './check-messages.ts'
import { checkFormat, checkModel } from './check-model.ts'
import { checkSize } from './check-size.ts'
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
  runCheck(call, 'window', () => checkSize(call.text))
  runCheck(call, 'headers', () => checkHeaders(call))
  const protocol = readProtocol(call)
  const wire = continued(shaped(call, shapeOf(protocol)), call)
  const resolved = resolveModel(wire.model, call.models)
  const files = filesOf(call.store)
  checkAll(call, wire, resolved, protocol)
  runCheck(call, 'media', () => checkFiles(wire, files))
  return toRequest(wire, resolved.model, (id) => files.get(id))
}

/** Refuses what has the right shape and still makes no sense, in the provider's order. */
function checkAll(call: Call, wire: MessagesRequest, resolved: ResolvedModel, { version, betas }: Protocol): void {
  runCheck(call, 'parameters', () => checkModel(wire, resolved, betas))
  runCheck(call, 'format', () => checkFormat(wire, resolved))
  runCheck(call, 'messages', () => {
    checkCacheControl(wire)
    checkMessages(wire, resolved.model)
    if (version === '2026-10-21') checkBlocks2026(wire)
  })
  runCheck(call, 'tools', () => checkTools(wire))
  runCheck(call, 'media', () => checkMedia(wire))
}

/** The model by any of its names. Unknown: 404 with nothing but the name. */
export function resolveModel(name: string, models: ModelCatalog): ResolvedModel {
  const resolved = models.resolve(name)
  if (!resolved) throw new ApiError('not_found', `model: ${name}`)
  return resolved
}

/** The body, once its shape is right as far as it is checked. */
function shaped(call: Call, shape: Shape): MessagesRequest {
  const json = jsonOf(call)
  const body = withToolTypes(json)
  const issues = checkedIssues(call, issuesOf(body, shape), isUnreadable)
  if (issues.length > 0) throw marked(wordIssues(issues, shape, body), checkOf(issues[0]!))
  // Reason: the shape has just been checked.
  return json as MessagesRequest
}

/** Without these the body cannot be turned into a request. */
function isUnreadable({ path, kind }: Issue): boolean {
  return kind !== 'unknown' && (path[0] === undefined || READ.has(path[0]))
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
