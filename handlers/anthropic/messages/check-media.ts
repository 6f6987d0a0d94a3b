import { readImage } from '../../../src/image-size.ts'
import { blocksOf } from './content-blocks.ts'
import { refused } from './issues.ts'
import type { Base64Source, ContentBlockParam, MessagesRequest } from './wire.ts'

const MOST_BYTES = 5_242_880
const MOST_PX = 8000

/** Refuses images and documents whose data is not what they say. */
export function checkMedia({ messages }: MessagesRequest): void {
  for (const [at, message] of messages.entries()) {
    for (const [index, block] of blocksOf(message).entries()) checkBlock(block, `messages.${at}.content.${index}`)
  }
}

function checkBlock(block: ContentBlockParam, path: string): void {
  if (block.type === 'tool_result' && typeof block.content === 'object' && block.content !== null) {
    for (const [index, inner] of block.content.entries()) checkBlock(inner, `${path}.tool_result.content.${index}`)
  }
  if (block.type === 'image' && block.source.type === 'base64') checkImage(block.source, `${path}.image.source.base64`)
  if (block.type === 'document' && block.source.type === 'base64' && !block.source.data.startsWith('JVBER')) {
    throw refused(`${path}.pdf.source.base64.data: The PDF specified was not valid.`)
  }
}

function checkImage({ data, media_type: mediaType }: Base64Source, path: string): void {
  const bytes = Math.floor((data.length * 3) / 4) - (data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0)
  if (bytes > MOST_BYTES) throw refused(`${path}: image exceeds 5 MB maximum: ${bytes} bytes > ${MOST_BYTES} bytes`)
  const facts = readImage(data)
  // A photograph may hold so many notes that its size stands far behind its start.
  if (!facts && mediaType === 'image/jpeg' && data.startsWith('/9j/')) return
  if (!facts) throw refused('Could not process image')
  if (`image/${facts.format}` !== mediaType) {
    throw refused(
      `${path}.data: The image was specified using the ${mediaType} media type, but the image appears to be a image/${facts.format} image`,
    )
  }
  if (Math.max(facts.widthPx, facts.heightPx) > MOST_PX) {
    throw refused(`${path}.data: At least one of the image dimensions exceed max allowed size: ${MOST_PX} pixels`)
  }
}
