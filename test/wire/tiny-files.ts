/** Base64 of the smallest valid files, in place of data that was cut out of a recording. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
const WEBP = 'UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA='
const JPEG =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA='
const PDF = base64(
  '%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
)
const WAV = base64('RIFF\u0024\u0000\u0000\u0000WAVEfmt \u0010\u0000\u0000\u0000\u0001\u0000\u0001\u0000')

const FILES: Readonly<Record<string, string>> = {
  'image/png': PNG,
  'image/gif': GIF,
  'image/webp': WEBP,
  'image/jpeg': JPEG,
  'application/pdf': PDF,
  'audio/wav': WAV,
}

/** A file of the media type; plain bytes for types that have no form to check. */
export function tinyFile(mediaType: string): string {
  return FILES[mediaType.toLowerCase()] ?? base64('All is well here.')
}

function base64(text: string): string {
  return btoa(text)
}
