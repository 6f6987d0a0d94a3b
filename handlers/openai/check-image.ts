import { readDataUrl } from '../../src/image-size.ts'
import { refused } from './wording.ts'

/** Refuses what is no address of an image and no image in itself; the words are from memory. */
export function checkImageUrl(url: string, param: string): void {
  if (url.startsWith('data:')) {
    const mediaType = readDataUrl(url)?.mediaType ?? ''
    if (mediaType.startsWith('image/')) return
    throw refused(
      `Invalid '${param}'. Expected a base64-encoded data URL with an image MIME type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU='), but got unsupported MIME type '${mediaType}'.`,
      param,
      'invalid_value',
    )
  }
  if (/^https?:\/\//i.test(url)) return
  throw refused(
    `Invalid '${param}'. Expected a valid URL, but got a value with an invalid format.`,
    param,
    'invalid_value',
    { hint: 'Base64 goes in as a data URL: data:image/png;base64,…' },
  )
}
