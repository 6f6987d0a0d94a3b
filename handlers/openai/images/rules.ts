import { refused } from '../wording.ts'
import type { ImageTask } from './parse.ts'
import { GPT_IMAGE_ONLY, type WireRequest } from './wire.ts'

interface ImageRules {
  readonly sizes: readonly string[]
  readonly qualities: readonly string[]
  readonly mostPromptCharacters: number
  readonly mostImages: number
}

const GPT_IMAGE: ImageRules = {
  sizes: ['1024x1024', '1024x1536', '1536x1024', 'auto'],
  qualities: ['low', 'medium', 'high', 'auto'],
  mostPromptCharacters: 32_000,
  mostImages: 10,
}

const DALL_E_3: ImageRules = {
  sizes: ['1024x1024', '1024x1792', '1792x1024'],
  qualities: ['standard', 'hd'],
  mostPromptCharacters: 4000,
  mostImages: 1,
}

const DALL_E_2: ImageRules = {
  sizes: ['256x256', '512x512', '1024x1024'],
  qualities: ['standard'],
  mostPromptCharacters: 1000,
  mostImages: 10,
}

function rulesOf(model: string): ImageRules {
  if (model === 'dall-e-3') return DALL_E_3
  return model === 'dall-e-2' ? DALL_E_2 : GPT_IMAGE
}

/** Checks what a model refuses; throws the first refusal. */
export function checkImageRules(wire: WireRequest, model: string, task: ImageTask): void {
  const rules = rulesOf(model)
  const isGptImage = rules === GPT_IMAGE
  if (isGptImage && wire.response_format) throw unknownParameter('response_format')
  const foreign = GPT_IMAGE_ONLY.find((name) => wire[name as keyof WireRequest] !== undefined)
  if (!isGptImage && foreign) throw unknownParameter(foreign)
  if (model === 'dall-e-3' && task !== 'generation')
    throw refused("Invalid value: 'dall-e-3'. Value must be 'dall-e-2'.", 'model', 'invalid_value')
  if (wire.size) checkSize(wire.size, model, rules)
  if (wire.quality && !rules.qualities.includes(wire.quality))
    throw invalidValue('quality', wire.quality, rules.qualities)
  checkAmounts(wire, rules)
  if (wire.partial_images && !wire.stream)
    throw refused("The 'partial_images' parameter is only allowed when 'stream' is enabled.", 'partial_images', null)
  if (wire.background === 'transparent' && wire.output_format === 'jpeg')
    throw refused(
      "Transparent background is not supported for JPEG output format. Use 'png' or 'webp' instead.",
      'background',
      'invalid_value',
    )
}

function checkAmounts({ prompt = '', n }: WireRequest, { mostPromptCharacters, mostImages }: ImageRules): void {
  if (prompt.length > mostPromptCharacters) {
    throw refused(
      `Invalid 'prompt': string too long. Expected a string with maximum length ${mostPromptCharacters}, but got a string with length ${prompt.length} instead.`,
      'prompt',
      'string_above_max_length',
    )
  }
  if ((n ?? 1) <= mostImages) return
  throw refused(
    `Invalid 'n': integer above maximum value. Expected a value <= ${mostImages}, but got ${n} instead.`,
    'n',
    'integer_above_max_value',
  )
}

/** Sizes of gpt-image-2 are free in steps of 16 pixels (recorded: 1536x864). */
function checkSize(size: string, model: string, { sizes }: ImageRules): void {
  if (sizes.includes(size)) return
  const [, width, height] = /^(\d+)x(\d+)$/.exec(size) ?? []
  if (model.startsWith('gpt-image-2') && width !== undefined && height !== undefined) {
    if ([width, height].every((side) => Number(side) % 16 === 0 && Number(side) >= 16 && Number(side) <= 4096)) return
  }
  throw invalidValue('size', size, sizes)
}

/** Pixels of a size; `auto` is the square. */
export function sizeOf(size: string | null | undefined): readonly [widthPx: number, heightPx: number] {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(size ?? '') ?? []
  if (width !== undefined && height !== undefined) return [Number(width), Number(height)]
  return [1024, 1024]
}

function unknownParameter(name: string) {
  return refused(`Unknown parameter: '${name}'.`, name, 'unknown_parameter')
}

function invalidValue(name: string, value: string, allowed: readonly string[]) {
  const list = allowed.map((one) => `'${one}'`)
  const words = list.length > 2 ? `${list.slice(0, -1).join(', ')}, and ${list.at(-1)!}` : list.join(' and ')
  return refused(`Invalid value: '${value}'. Supported values are: ${words}.`, name, 'invalid_value')
}
