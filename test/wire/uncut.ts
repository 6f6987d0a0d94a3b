import { tinyFile } from './tiny-files.ts'

const CUT_TEXT = / <cut: (\d+) chars in all>$/
const CUT_DATA = /<base64 (\d+) chars>/
/** Words that a recorder left in place of a text too long to keep. */
const MASSIVE_TEXT = 'well '.repeat(125_000)

/** A recorded request body with what was cut out of it put back: small valid files for base64, long text for a named giant. */
export function uncut(value: unknown, mediaType = ''): unknown {
  if (typeof value === 'string') return uncutText(value, mediaType)
  if (Array.isArray(value)) return value.map((item) => uncut(item, mediaType))
  if (typeof value !== 'object' || value === null) return value
  const own = mediaTypeOf(value as Readonly<Record<string, unknown>>) ?? mediaType
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, key === 'signature' ? uncutSignature(child) : uncut(child, own)]),
  )
}

function uncutText(text: string, mediaType: string): string {
  if (text === '<MASSIVE_TEXT>') return MASSIVE_TEXT
  const whole = CUT_TEXT.exec(text)
  if (whole) return text.slice(0, whole.index).padEnd(Number(whole[1]), ' and so on')
  if (!CUT_DATA.test(text)) return text
  const inline = /^data:([\w/+.-]+);base64,/.exec(text)?.[1]
  return text.replace(CUT_DATA, tinyFile(inline ?? mediaType))
}

/** A signature keeps its length; what it proves, nobody checks. */
function uncutSignature(value: unknown): unknown {
  const length = typeof value === 'string' ? CUT_DATA.exec(value)?.[1] : undefined
  return length === undefined ? value : 'A'.repeat(Number(length))
}

/** What a bare `format` is, where it is no sound. */
const FORMATS: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
}

function mediaTypeOf(object: Readonly<Record<string, unknown>>): string | undefined {
  for (const key of ['media_type', 'mime_type', 'mimeType', 'mediaType', 'format']) {
    const value = object[key]
    if (typeof value !== 'string') continue
    return key === 'format' ? (FORMATS[value] ?? `audio/${value}`) : value
  }
  return undefined
}
