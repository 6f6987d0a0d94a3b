import { readDataUrl } from '../../../src/image-size.ts'
import { checkImageUrl } from '../check-image.ts'
import { refused } from '../wording.ts'
import type { WireItem, WirePart } from './wire.ts'

/** Checks the files and images of the input; throws the first refusal. */
export function checkParts(input: readonly WireItem[]): void {
  for (const [index, { content, output }] of input.entries()) {
    for (const [key, parts] of Object.entries({ content, output })) {
      if (!Array.isArray(parts)) continue
      for (const [place, part] of (parts as readonly WirePart[]).entries())
        checkPart(part, `input[${index}].${key}[${place}]`)
    }
  }
}

function checkPart(part: WirePart, path: string): void {
  if (part.type === 'input_file') checkFile(part, path)
  if (part.type === 'input_image' && part.image_url) checkImageUrl(part.image_url, `${path}.image_url`)
}

const NO_DOCUMENT = /^(audio|video|image)\//

/** Words as recorded in February 2026; those of a value without prefix are from memory. */
function checkFile({ file_data: data, file_url: url }: WirePart, path: string): void {
  if (url && /\.(mp3|wav|ogg|m4a|flac|mp4|mov|webm|avi|zip|exe)(\?|#|$)/i.test(url))
    throw refused(
      'The file type you uploaded is not supported. Please try again with a pdf',
      'input',
      'unsupported_file',
    )
  if (!data) return
  const expected =
    "Expected a base64-encoded data URL with a valid file MIME type (e.g. 'data:text/plain;base64,SGVsbG8sIFdvcmxkIQ==')"
  const see =
    'Please see https://platform.openai.com/docs/assistants/tools/file-search#supported-files for supported file types.'
  const param = `${path}.file_data`
  const mediaType = readDataUrl(data)?.mediaType
  if (mediaType === undefined) {
    throw refused(
      `Invalid file data: '${param}'. ${expected}, but got a value without the 'data:' prefix.`,
      param,
      'invalid_value',
    )
  }
  if (!NO_DOCUMENT.test(mediaType)) return
  throw refused(
    `Invalid file data: '${param}'. ${expected}, but got unsupported MIME type '${mediaType}'. ${see}`,
    param,
    'invalid_value',
  )
}
