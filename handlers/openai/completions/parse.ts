import { ApiError } from '../../../src/errors.ts'
import type { Model } from '../../../src/models.ts'
import type { Call } from '../../../src/provider.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import { deprecatedModel } from '../errors.ts'
import { traitsOf } from '../models.ts'
import { checkedBody, requiredModel, servesAt } from '../operation-body.ts'
import { refused } from '../wording.ts'
import { promptsOf, REQUEST, type WireRequest } from './wire.ts'

export type LegacyRequest = CompletionRequest<WireRequest>

/** Tokens of an answer where the request says nothing. */
const DEFAULT_MAX_TOKENS = 16

/** The request in engine terms: one user message with a part per prompt, and a choice for each prompt and candidate. */
export function parseRequest(call: Call): LegacyRequest {
  const wire = checkedBody(call, REQUEST) as WireRequest
  if (isRetired(wire.model)) throw deprecatedModel(wire.model)
  const { model } = requiredModel(call, wire.model)
  if (!servesAt(model, 'completions')) throw chatModel()
  if (traitsOf(model).status === 'retired') throw deprecatedModel(wire.model)
  if (call.validation !== 'lenient') checkWire(wire, model)
  const prompts = promptsOf(wire)
  return {
    operation: 'chat',
    model: wire.model,
    stream: wire.stream ?? false,
    wire,
    messages: [
      {
        role: 'user',
        content: prompts.map((prompt) => ({ type: 'text', text: typeof prompt === 'string' ? prompt : '' })),
      },
    ],
    tools: [],
    toolChoice: 'none',
    parallelToolCalls: false,
    responseFormat: { type: 'text' },
    maxTokens: wire.max_tokens ?? DEFAULT_MAX_TOKENS,
    stopSequences: wire.stop === undefined || wire.stop === null ? [] : [wire.stop].flat(),
    n: prompts.length * candidatesOf(wire),
    ...(typeof wire.temperature === 'number' ? { temperature: wire.temperature } : {}),
  }
}

/** Answers that are written for each prompt; the best `n` of them are sent. */
export function candidatesOf({ n, best_of: bestOf }: WireRequest): number {
  return Math.max(n ?? 1, bestOf ?? 1)
}

/** The base models and instruct models that were switched off in January 2024. */
function isRetired(model: unknown): boolean {
  return typeof model === 'string' && /^(?:text-)?(?:davinci|curie|babbage|ada)(?:-00[13]|-instruct-beta)?$/.test(model)
}

function chatModel(): ApiError {
  return new ApiError(
    'not_found',
    'This is a chat model and not supported in the v1/completions endpoint. Did you mean to use v1/chat/completions?',
    { param: 'model', code: null },
  )
}

function checkWire(wire: WireRequest, model: Model): void {
  checkPrompts(wire)
  const { n, best_of: bestOf, stream, stream_options: options, suffix, max_tokens: maxTokens } = wire
  if (options && !stream)
    throw refused("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options', null)
  if (bestOf && bestOf < (n ?? 1))
    throw refused(
      `You requested that the server return more choices than it will generate (HINT: you must set 'n' (currently ${n ?? 1}) to be at most 'best_of' (currently ${bestOf}), or omit either parameter if you don't specifically want to use them.)`,
      'best_of',
      null,
    )
  if (stream && candidatesOf(wire) > (n ?? 1))
    throw refused("Cannot stream results with best_of > n. Remove 'stream' or set 'best_of' to 'n'.", 'best_of', null)
  if (suffix && !model.id.includes('instruct'))
    throw refused('This model does not support insertion. Remove the suffix parameter.', 'suffix', null)
  if ((maxTokens ?? 0) > model.contextWindow)
    throw refused(
      `max_tokens is too large: ${maxTokens}. This model supports at most ${model.maxOutputTokens} completion tokens, whereas you provided ${maxTokens}.`,
      'max_tokens',
      null,
    )
}

function checkPrompts({ prompt }: WireRequest): void {
  if (!Array.isArray(prompt)) return
  const isTexts = prompt.every((one) => typeof one === 'string')
  const isTokens = (value: unknown): boolean =>
    Array.isArray(value) && value.every((item) => Number.isInteger(item) && item >= 0)
  if (isTexts || isTokens(prompt) || prompt.every(isTokens)) return
  throw refused(
    "Invalid type for 'prompt': expected one of a string, array of strings, array of integers, or array of integer arrays, but got an array with mixed types instead.",
    'prompt',
    'invalid_type',
  )
}
