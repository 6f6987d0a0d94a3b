import type { Call } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { issuesOf } from '../../../src/validation.ts'
import { modelNotFound } from '../errors.ts'
import { checkedBody, servesAt } from '../operation-body.ts'
import { refused, wordIssues } from '../wording.ts'
import { PART, REQUEST, type WirePart, type WireRequest } from './wire.ts'

/** One thing that gets one result. */
export interface ModerationInput {
  readonly text: string
  readonly kinds: readonly ('text' | 'image')[]
}

export interface ModerationRequest extends OperationRequest<WireRequest> {
  readonly inputs: readonly ModerationInput[]
  /** The model that the answer names. */
  readonly answeringModel: string
  /** The older models read text only and know eleven categories. */
  readonly isTextModel: boolean
}

const TEXT_MODELS: readonly string[] = ['text-moderation-latest', 'text-moderation-stable', 'text-moderation-007']

/** The request in engine terms; throws what the API refuses. */
export function parseRequest(call: Call): ModerationRequest {
  const wire = checkedBody(call, REQUEST) as WireRequest
  const model = wire.model ?? 'omni-moderation-latest'
  const isTextModel = TEXT_MODELS.includes(model)
  const resolved = call.models.resolve(model)
  if (!isTextModel && (!resolved || !servesAt(resolved.model, 'moderations'))) throw modelNotFound(model)
  const inputs = inputsOf(wire.input)
  if (isTextModel && inputs.some(({ kinds }) => kinds.includes('image'))) {
    throw refused(`Invalid value: 'image_url'. Supported values are: 'text'.`, 'input[0].type', 'invalid_value')
  }
  return {
    operation: 'moderations',
    model,
    stream: false,
    wire,
    inputs,
    answeringModel: isTextModel ? 'text-moderation-007' : model,
    isTextModel,
  }
}

/** Strings are judged one by one, the pieces of a multi-modal input together. */
function inputsOf(input: WireRequest['input']): readonly ModerationInput[] {
  if (typeof input === 'string') return [{ text: input, kinds: ['text'] }]
  if (input.every((item) => typeof item === 'string')) return input.map((text) => ({ text, kinds: ['text'] }))
  const issues = input.flatMap((part, index) => issuesOf(part, PART, ['input', index]))
  if (issues.length > 0) throw wordIssues(issues)
  return [together(input)]
}

function together(parts: readonly WirePart[]): ModerationInput {
  const images = parts.filter((part) => part.type === 'image_url')
  if (images.length > 1) {
    const length = images.length
    throw refused(
      `Invalid 'input': too many images. Expected at most 1 image, but got ${length} instead.`,
      'input',
      'invalid_value',
    )
  }
  const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('\n')
  const hasText = parts.some((part) => part.type === 'text')
  return { text, kinds: [...(hasText ? (['text'] as const) : []), ...(images.length > 0 ? (['image'] as const) : [])] }
}
