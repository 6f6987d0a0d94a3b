import type { Capability } from '../models.ts'
import { textOfContent } from './complexity.ts'
import type { RouteRequest } from './route.ts'

/** Tokens that a picture is taken for before it is counted. */
const IMAGE_TOKENS = 765
/** Tokens of an answer whose length nobody bounds. */
export const DEFAULT_OUTPUT_TOKENS = 256

/** What a request needs of a model. */
export interface Needs {
  readonly tokensIn: number
  readonly tokensOut: number
  readonly capabilities: readonly Capability[]
}

interface Part {
  readonly type?: unknown
}

/** What a request needs, its tokens by a quick estimate: four characters each, four for each message, and what tools are long. */
export function needsOf(request: RouteRequest): Needs {
  const capabilities: Capability[] = ['chat']
  let tokens = 3
  let seesImages = false
  let hears = false
  for (const { content } of request.messages) {
    tokens += 4 + Math.ceil(textOfContent(content).length / 4)
    if (!Array.isArray(content)) continue
    for (const part of content as readonly (Part | null)[]) {
      const type = part?.type
      if (type === 'image_url' || type === 'image' || type === 'input_image') {
        seesImages = true
        tokens += IMAGE_TOKENS
      } else if (type === 'input_audio') hears = true
    }
  }
  if (seesImages) capabilities.push('vision')
  if (hears) capabilities.push('audio')
  const { tools, response_format: format } = request as RouteRequest & {
    readonly response_format?: { readonly type?: unknown }
  }
  if (tools && tools.length > 0) {
    capabilities.push('tools')
    tokens += Math.ceil(JSON.stringify(tools).length / 4)
  }
  if (format?.type === 'json_schema') capabilities.push('json_schema')
  if (format?.type === 'json_object') capabilities.push('json')
  return { tokensIn: tokens, tokensOut: request.maxTokens ?? DEFAULT_OUTPUT_TOKENS, capabilities }
}
