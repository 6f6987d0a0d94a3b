import { bytesOver } from '../../../src/byte-length.ts'
import { runCheck } from '../../../src/checks.ts'
import { ApiError } from '../../../src/errors.ts'
import type { Model, ResolvedModel } from '../../../src/models.ts'
import type { Call } from '../../../src/provider.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import type { Backend } from '../backend.ts'
import { cacheOf, type StoredCache } from '../cached-contents/store.ts'
import { traitsOf } from '../model-traits.ts'
import type { MessageType } from '../proto/descriptor.ts'
import { readMessage } from '../proto/read.ts'
import { remembering, transportOf, type Transport } from '../transport.ts'
import { checkConfig, checkFormat } from './check-config.ts'
import { checkContents, checkMedia } from './check-contents.ts'
import { checkTools } from './check-tools.ts'
import { checkTurns } from './check-turns.ts'
import { badRequest, malformedJson, refused } from './errors.ts'
import { toRequest } from './to-request.ts'
import type { WireRequest } from './wire.ts'

/** A request for content with all that its answer needs to know of it. */
export interface GenerateRequest extends CompletionRequest<WireRequest> {
  readonly transport: Transport
  /** Tokens that a named cache holds. */
  readonly cachedTokens: number
}

/** The request of `:generateContent` and `:streamGenerateContent`; refuses, in the service's words, what it does not take. */
export function parseGenerate(call: Call, backend: Backend, stream: boolean): GenerateRequest {
  return remembering(call, () => {
    const body = readBody(call, backend.generateRequest, backend)
    const resolved = resolveModel(call, backend, 'generateContent')
    const cache = cacheFor(body, call)
    const wire = cache ? { ...body, contents: body.contents ?? [] } : body
    checkAll(call, wire, resolved.model, backend, cache !== undefined)
    return {
      ...toRequest(withCache(wire, cache), resolved.model, call.params['model']!, stream),
      wire,
      transport: transportOf(call),
      cachedTokens: cache?.tokens ?? 0,
    }
  })
}

/** The body with camelCase names, once the JSON parser has nothing against it. */
export function readBody(call: Call, type: MessageType, backend: Backend): WireRequest {
  const packageName = backend.packageOf(call)
  runCheck(call, 'window', () => checkSize(call.text))
  if (call.jsonError !== undefined) throw malformedJson(call.text, call.jsonError)
  const { value, violations } = readMessage(call.json ?? {}, type, packageName)
  const isBroken = violations.some(({ description }) => /Invalid value|Root element/.test(description))
  if (isBroken) throw badRequest(violations)
  runCheck(call, 'parameters', () => {
    if (violations.length > 0) throw badRequest(violations)
  })
  return value
}

/** The model of the path, where it can do what is asked. */
export function resolveModel(call: Call, backend: Backend, method: string): ResolvedModel {
  const name = call.params['model']!
  const resolved = call.models.resolve(name)
  if (!resolved || !can(resolved.model, method)) throw backend.modelNotFound(call, name, method)
  return resolved
}

function can(model: Model, method: string): boolean {
  const { methods } = traitsOf(model)
  return methods.includes(method) || (method === 'countTokens' && methods.includes('embedContent'))
}

/** Refuses what has the right shape and still makes no sense. */
function checkAll(call: Call, wire: WireRequest, model: Model, backend: Backend, isCached: boolean): void {
  const { contents = [] } = wire
  runCheck(call, 'messages', () => {
    if (contents.length === 0) throw backend.refusals.noContents()
    checkContents(wire, backend.refusals)
  })
  runCheck(call, 'media', () => checkMedia(contents))
  runCheck(call, 'parameters', () => {
    if (isCached) checkCacheUse(wire)
    checkConfig(wire, model, backend)
  })
  runCheck(call, 'format', () => checkFormat(wire.generationConfig ?? {}))
  runCheck(call, 'tools', () => checkTools(wire, model))
  runCheck(call, 'messages', () => checkTurns(contents, model))
}

/** 100 MB, the limit of bodies since 2026; the sentence is that of the limits before it. */
const MOST_BYTES = 104_857_600

function checkSize(text: string): void {
  if (bytesOver(text, MOST_BYTES) === undefined) return
  throw refused(`Request payload size exceeds the limit: ${MOST_BYTES} bytes.`, {
    hint: 'Upload large media with the Files API and refer to it.',
  })
}

function checkCacheUse({ systemInstruction, tools, toolConfig }: WireRequest): void {
  if (!systemInstruction && !tools && !toolConfig) return
  throw refused(
    'CachedContent can not be used with GenerateContent request setting system_instruction, tools or tool_config.\n\nProposed fix: move those values to CachedContent from GenerateContent request.',
  )
}

function cacheFor({ cachedContent: name }: WireRequest, call: Call): StoredCache | undefined {
  if (name === undefined || name === '') return undefined
  const cache = cacheOf(call.store, name, call.nowMs)
  if (!cache) throw new ApiError('permission', 'CachedContent not found (or permission denied)', { status: 403 })
  return cache
}

/** What the model reads: the cache, then the request. */
function withCache(wire: WireRequest, cache: StoredCache | undefined): WireRequest {
  if (!cache) return wire
  return { ...cache.wire, ...wire, contents: [...(cache.wire.contents ?? []), ...(wire.contents ?? [])] }
}
