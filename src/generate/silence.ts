import { SPEECH_HZ } from './wav.ts'

// Compressed sound needs an encoder; silence of the right length does not, and every player takes it.

/** An MP3 file (MPEG-2 layer III, 24 kHz, 64 kbit/s, mono) of silence; `comment` goes into an ID3 tag before it. */
export function silentMp3(seconds: number, comment: string): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(192)
  frame.set([0xff, 0xf3, 0x84, 0xc4])
  return joined([id3(comment), ...repeated(frame, seconds, 576)])
}

/** An ADTS stream of silent AAC-LC frames, 24 kHz mono; `comment` goes into an ID3 tag before it. */
export function silentAac(seconds: number, comment: string): Uint8Array<ArrayBuffer> {
  // One channel element without any scale factor band, then the end.
  const element = [0x00, 0x00, 0x00, 0x07]
  const length = 7 + element.length
  const header = [0xff, 0xf1, 0x58, 0x40 | (length >> 11), (length >> 3) & 0xff, ((length & 7) << 5) | 0x1f, 0xfc]
  return joined([id3(comment), ...repeated(Uint8Array.from([...header, ...element]), seconds, 1024)])
}

/** A FLAC file of constant blocks, 24 kHz 16-bit mono; `comment` is a Vorbis comment. */
export function silentFlac(seconds: number, comment: string): Uint8Array<ArrayBuffer> {
  const blocks = Math.max(1, Math.round((seconds * SPEECH_HZ) / FLAC_BLOCK))
  const info = new Uint8Array(34)
  const view = new DataView(info.buffer)
  view.setUint16(0, FLAC_BLOCK)
  view.setUint16(2, FLAC_BLOCK)
  // 20 bits of rate, 3 of channels less one, 5 of sample bits less one, 36 of samples.
  view.setUint32(10, (SPEECH_HZ << 12) | (15 << 4))
  view.setUint32(14, blocks * FLAC_BLOCK)
  const comments = vorbisComment(comment)
  const frames = Array.from({ length: blocks }, (_, index) => flacFrame(index))
  return joined([ascii('fLaC'), flacMetadata(0, info), flacMetadata(0x80 | 4, comments), ...frames])
}

const FLAC_BLOCK = 4096

function flacMetadata(type: number, data: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([type, data.length >> 16, (data.length >> 8) & 0xff, data.length & 0xff, ...data])
}

function flacFrame(index: number): Uint8Array<ArrayBuffer> {
  const number = new TextEncoder().encode(String.fromCodePoint(index))
  const header = [0xff, 0xf8, 0xc7, 0x08, ...number]
  const frame = [...header, crc(header, 8, 0x07), 0, 0, 0]
  const check = crc(frame, 16, 0x8005)
  return Uint8Array.from([...frame, check >> 8, check & 0xff])
}

/** A cyclic check over bytes, highest bit first, that starts at 0. */
function crc(bytes: Iterable<number>, width: 8 | 16 | 32, polynomial: number): number {
  const top = 2 ** (width - 1)
  const mask = 2 ** width - 1
  let value = 0
  for (const byte of bytes) {
    value = (value ^ (byte << (width - 8))) >>> 0
    for (let bit = 0; bit < 8; bit++) {
      const shifted = (value << 1) & mask
      value = (value >= top ? shifted ^ polynomial : shifted) >>> 0
    }
  }
  return value
}

/** An Ogg file of silent Opus packets of 20 ms; `comment` is a Vorbis comment. */
export function silentOpus(seconds: number, comment: string): Uint8Array<ArrayBuffer> {
  const head = joined([ascii('OpusHead'), Uint8Array.from([1, 1, 0, 0, 0xc0, 0x5d, 0, 0, 0, 0, 0])])
  const tags = joined([ascii('OpusTags'), vorbisComment(comment)])
  const packets = Math.max(1, Math.round(seconds * 50))
  const perPage = 50
  const pages = Array.from({ length: Math.ceil(packets / perPage) }, (_, page) => {
    const count = Math.min(perPage, packets - page * perPage)
    const isLast = (page + 1) * perPage >= packets
    const silence = Array.from({ length: count }, () => Uint8Array.from([0xf8, 0xff, 0xfe]))
    // Positions count samples at 48 kHz, whatever the input had.
    return oggPage(silence, 2 + page, isLast ? 4 : 0, (page * perPage + count) * 960)
  })
  return joined([oggPage([head], 0, 2, 0), oggPage([tags], 1, 0, 0), ...pages])
}

/** One Ogg page; flags: 2 for the first, 4 for the last. */
function oggPage(
  packets: readonly Uint8Array[],
  sequence: number,
  flags: number,
  position: number,
): Uint8Array<ArrayBuffer> {
  const lacing = packets.flatMap(({ length }) => [
    ...Array.from({ length: Math.floor(length / 255) }, () => 255),
    length % 255,
  ])
  const header = new Uint8Array(27)
  header.set(ascii('OggS'))
  const view = new DataView(header.buffer)
  header[5] = flags
  view.setUint32(6, position, true)
  view.setUint32(14, 1, true)
  view.setUint32(18, sequence, true)
  header[26] = lacing.length
  const page = joined([header, Uint8Array.from(lacing), ...packets])
  new DataView(page.buffer).setUint32(22, crc(page, 32, 0x04c11db7), true)
  return page
}

function vorbisComment(comment: string): Uint8Array<ArrayBuffer> {
  const vendor = ascii('msw-llm')
  const text = new TextEncoder().encode(`${comment}\0`)
  return joined([uint32(vendor.length), vendor, uint32(1), uint32(text.length), text])
}

function uint32(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}

/** An ID3v2.4 tag with one TXXX frame in UTF-8. */
function id3(comment: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(`\u0003\0${comment}\0`)
  const frame = joined([ascii('TXXX'), synchsafe(text.length), Uint8Array.from([0, 0]), text])
  return joined([ascii('ID3'), Uint8Array.from([4, 0, 0]), synchsafe(frame.length), frame])
}

/** A size in four bytes of seven bits. */
function synchsafe(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([21, 14, 7, 0], (shift) => (size >> shift) & 0x7f)
}

function repeated(
  frame: Uint8Array<ArrayBuffer>,
  seconds: number,
  samples: number,
): readonly Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: Math.max(1, Math.ceil((seconds * SPEECH_HZ) / samples)) }, () => frame)
}

function ascii(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
