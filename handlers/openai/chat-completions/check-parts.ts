import type { Model } from '../../../src/models.ts'
import { checkImageUrl } from '../check-image.ts'
import type { OpenAiTraits } from '../models.ts'
import { refused } from '../wording.ts'
import type { WireMessage, WirePart } from './wire.ts'

/** Checks images and sound, and whether the model sees and hears them; throws the first refusal. */
export function checkParts(messages: readonly WireMessage[], model: Model, traits: OpenAiTraits): void {
  for (const [index, { content }] of messages.entries()) {
    if (!Array.isArray(content)) continue
    checkSound(content, index, traits)
    for (const [at, part] of (content as readonly WirePart[]).entries()) {
      if (part.type !== 'image_url') continue
      if (!model.capabilities.includes('vision')) throw unseen(index, at)
      checkImageUrl(part.image_url.url, `messages[${index}].content[${at}].image_url.url`)
    }
  }
}

function checkSound(content: readonly WirePart[], index: number, { family }: OpenAiTraits): void {
  if (family === 'audio' || !content.some(({ type }) => type === 'input_audio')) return
  throw refused(
    `Invalid 'messages[${index}]'. Content blocks are expected to be either text or image_url type.`,
    `messages[${index}]`,
    'invalid_value',
  )
}

/** Published; the dots stand where they stand. */
function unseen(index: number, at: number) {
  const param = `messages.[${index}].content.[${at}].type`
  return refused('Invalid content type. image_url is only supported by certain models.', param, null)
}
