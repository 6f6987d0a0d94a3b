import { readDataUrl, readImage } from '../../../src/image-size.ts'
import type { ResolvedModel } from '../../../src/models.ts'
import type { Call } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { moderate, FLAG_THRESHOLD } from '../../../src/generate/moderation.ts'
import { ApiError } from '../../../src/errors.ts'
import { checkedFields, readForm } from '../form-body.ts'
import { checkedBody, requiredModel, servesAt } from '../operation-body.ts'
import { refused } from '../wording.ts'
import { checkImageRules, sizeOf } from './rules.ts'
import { EDIT, GENERATION, GPT_IMAGE_ONLY, VARIATION, type WireRequest } from './wire.ts'

export type ImageTask = 'generation' | 'edit' | 'variation'

export interface ImageRequest extends OperationRequest<WireRequest> {
  readonly task: ImageTask
  readonly isGptImage: boolean
  readonly n: number
  readonly widthPx: number
  readonly heightPx: number
  readonly quality: string
  readonly format: 'png' | 'jpeg' | 'webp'
  /** Images that came with the request. */
  readonly inputs: readonly InputImage[]
}

/** An image of the request: its size where the bytes are there at once, the file where they are still to be read. */
export interface InputImage {
  readonly widthPx?: number
  readonly heightPx?: number
  readonly file?: File
}

/** POST /images/generations. */
export function parseGeneration(call: Call): ImageRequest {
  const wire = checkedBody(call, GENERATION) as WireRequest
  // The default is the oldest model, unless the request uses what only the newer ones have.
  const isNew = GPT_IMAGE_ONLY.some((name) => wire[name as keyof WireRequest] !== undefined)
  return requestOf(call, 'generation', wire, isNew ? 'gpt-image-1.5' : 'dall-e-2', [])
}

/** POST /images/edits: a form with files, or JSON with addresses. */
export function parseEdit(call: Call): ImageRequest {
  if (!call.form) {
    const wire = checkedBody(call, EDIT) as WireRequest
    if (!wire.images) throw missing('images')
    return requestOf(call, 'edit', wire, 'gpt-image-1.5', wire.images.map(remoteImage))
  }
  const form = readForm(call, EDIT)
  const wire = checkedFields(call, form, EDIT) as WireRequest
  const files = form.files['image']
  if (!files) throw missing('image')
  return requestOf(
    call,
    'edit',
    wire,
    'gpt-image-1.5',
    files.map((file) => ({ file })),
  )
}

/** POST /images/variations. */
export function parseVariation(call: Call): ImageRequest {
  const form = readForm(call, VARIATION)
  const wire = checkedFields(call, form, VARIATION) as WireRequest
  const files = form.files['image']
  if (!files) throw missing('image')
  const request = requestOf(
    call,
    'variation',
    wire,
    'dall-e-2',
    files.map((file) => ({ file })),
  )
  if (request.model === 'dall-e-2') return request
  throw refused(`Invalid value: '${request.model}'. Value must be 'dall-e-2'.`, 'model', 'invalid_value')
}

function requestOf(
  call: Call,
  task: ImageTask,
  wire: WireRequest,
  fallback: string,
  inputs: readonly InputImage[],
): ImageRequest {
  const resolved = requiredModel(call, wire.model ?? fallback)
  if (!servesAt(resolved.model, 'images')) throw wrongModel(resolved)
  const isGptImage = resolved.model.id.startsWith('gpt-image')
  if (call.validation !== 'lenient') checkImageRules(wire, resolved.model.id, task)
  checkPrompt(wire.prompt ?? '', isGptImage)
  const [widthPx, heightPx] = sizeOf(wire.size)
  return {
    operation: 'images',
    model: wire.model ?? fallback,
    stream: isGptImage && wire.stream === true,
    wire,
    task,
    isGptImage,
    n: wire.n ?? 1,
    widthPx,
    heightPx,
    quality: qualityOf(wire, isGptImage),
    format: wire.output_format ?? 'png',
    inputs,
  }
}

/** `auto` becomes medium (recorded). */
function qualityOf({ quality }: WireRequest, isGptImage: boolean): string {
  if (!isGptImage) return quality ?? 'standard'
  return quality === undefined || quality === null || quality === 'auto' ? 'medium' : quality
}

function remoteImage(image: NonNullable<WireRequest['images']>[number], index: number): InputImage {
  const inline = image.image_url === undefined ? undefined : readDataUrl(image.image_url)
  if (!inline) return {}
  const facts = readImage(inline.data)
  if (facts) return { widthPx: facts.widthPx, heightPx: facts.heightPx }
  throw invalidImage(`images[${index}].image_url`)
}

/** 400 for bytes that are no image (recorded). */
export function invalidImage(param: string): ApiError {
  return new ApiError('invalid_request', 'Invalid image data.', {
    type: 'image_generation_user_error',
    param,
    code: 'invalid_image_file',
  })
}

function checkPrompt(prompt: string, isGptImage: boolean): void {
  const scores = Object.values(moderate(prompt))
  if (!scores.some((score) => score >= FLAG_THRESHOLD)) return
  const message =
    'Your request was rejected as a result of our safety system. Your prompt may contain text that is not allowed by our safety system.'
  throw new ApiError(
    'invalid_request',
    message,
    isGptImage
      ? { type: 'image_generation_user_error', code: 'moderation_blocked', param: null }
      : { code: 'content_policy_violation', param: null },
  )
}

function wrongModel({ id }: ResolvedModel): ApiError {
  return refused(
    `Invalid value: '${id}'. Supported values are: 'gpt-image-1', 'gpt-image-1-mini', 'gpt-image-1.5', 'gpt-image-2', 'dall-e-2', and 'dall-e-3'.`,
    'model',
    'invalid_value',
  )
}

function missing(name: string): ApiError {
  return refused(`Missing required parameter: '${name}'.`, name, 'missing_required_parameter')
}
