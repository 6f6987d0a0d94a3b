/** What the first bytes of an image tell. */
export interface ImageFacts {
  readonly format: 'png' | 'jpeg' | 'gif' | 'webp'
  readonly widthPx: number
  readonly heightPx: number
}

/** Base64 characters that hold the header of any image whose size stands near its start; JPEG may need more. */
const HEAD_CHARACTERS = 400_000

/** Format and pixels of base64 image data; undefined where it is none of the four formats that the APIs take. */
export function readImage(base64: string): ImageFacts | undefined {
  const bytes = decode(base64.slice(0, HEAD_CHARACTERS))
  if (!bytes || bytes.length < 16) return undefined
  const view = new DataView(bytes.buffer)
  return readPng(view) ?? readGif(view) ?? readWebp(view) ?? readJpeg(view)
}

/** The media type and data of a `data:` URL; undefined for any other text. */
export function readDataUrl(url: string): { readonly mediaType: string; readonly data: string } | undefined {
  const [, mediaType, data] = /^data:([^;,]*)(?:;[^,]*)?,(.*)$/s.exec(url) ?? []
  return mediaType === undefined || data === undefined ? undefined : { mediaType, data }
}

function decode(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const text = atob(base64.slice(0, base64.length - (base64.length % 4)))
    return Uint8Array.from(text, (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

function readPng(view: DataView): ImageFacts | undefined {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47) return undefined
  return { format: 'png', widthPx: view.getUint32(16), heightPx: view.getUint32(20) }
}

function readGif(view: DataView): ImageFacts | undefined {
  if (view.getUint32(0) !== 0x47494638) return undefined
  return { format: 'gif', widthPx: view.getUint16(6, true), heightPx: view.getUint16(8, true) }
}

function readWebp(view: DataView): ImageFacts | undefined {
  if (view.byteLength < 30 || view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return undefined
  const kind = view.getUint32(12)
  if (kind === 0x56503858) return webp(1 + read24(view, 24), 1 + read24(view, 27))
  if (kind === 0x5650384c) {
    const bits = view.getUint32(21, true)
    return webp(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff))
  }
  return webp(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
}

function webp(widthPx: number, heightPx: number): ImageFacts {
  return { format: 'webp', widthPx, heightPx }
}

function read24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
}

/** Walks the segments to the frame header, SOF0 to SOF15 without DHT, JPG and DAC. */
function readJpeg(view: DataView): ImageFacts | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 < view.byteLength;) {
    const marker = view.getUint16(at)
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)) {
      return { format: 'jpeg', widthPx: view.getUint16(at + 7), heightPx: view.getUint16(at + 5) }
    }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}
