import { readImage } from '../../../src/image-size.ts'
import type { Refusals } from '../backend.ts'
import { refused } from './errors.ts'
import type { WireContent, WirePart, WireRequest } from './wire.ts'

const ROLES: ReadonlySet<string | undefined> = new Set([undefined, '', 'user', 'model', 'function'])

/** Refuses turns without parts, parts without data, and roles that nobody has. */
export function checkContents({ contents = [], systemInstruction }: WireRequest, refusals: Refusals): void {
  for (const [index, content] of contents.entries()) checkContent(content, `contents[${index}]`, refusals)
  if (systemInstruction && (systemInstruction.parts ?? []).length === 0) throw refusals.noParts('system_instruction')
}

function checkContent({ role, parts = [] }: WireContent, path: string, refusals: Refusals): void {
  if (parts.length === 0) throw refusals.noParts(path)
  if (!ROLES.has(role)) throw refused('Please use a valid role: user, model.')
  for (const [index, part] of parts.entries()) checkPart(part, `${path}.parts[${index}]`, refusals)
}

/** Members of a part that are no data by themselves. */
const FLAGS: ReadonlySet<string> = new Set([
  'thought',
  'thoughtSignature',
  'videoMetadata',
  'partMetadata',
  'mediaResolution',
  'mediaProcessing',
  'speechMetadata',
])

function checkPart(part: WirePart, path: string, refusals: Refusals): void {
  const hasData = Object.keys(part).some((key) => !FLAGS.has(key))
  // A signature may stand alone: it came with an empty text.
  if (!hasData && part.thoughtSignature === undefined) throw refusals.noData(path)
}

const MEDIA = /^(?:image|audio|video|text)\/|^application\/(?:pdf|json|xml|rtf|x-javascript|x-python|x-typescript)/

/** Refuses media of a kind that nobody reads, and images that are none. */
export function checkMedia(contents: readonly WireContent[]): void {
  for (const { parts = [] } of contents) {
    for (const { inlineData } of parts) if (inlineData) checkData(inlineData)
  }
}

function checkData({ mimeType = '', data = '' }: NonNullable<WirePart['inlineData']>): void {
  if (!MEDIA.test(mimeType)) throw refused(`Unsupported MIME type: ${mimeType}`)
  const isCommonImage = /^image\/(?:png|jpe?g|gif|webp)$/.test(mimeType)
  if (isCommonImage && !readImage(toStandard(data))) {
    throw refused(
      'Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
    )
  }
}

/** Standard base64 of data that may be in the alphabet for URLs. */
function toStandard(data: string): string {
  return data.replaceAll('-', '+').replaceAll('_', '/')
}
