/** Samples a second of generated speech, as the speech APIs send it. */
export const SPEECH_HZ = 24_000

/**
 * Speech-like sound of a text, 16-bit mono samples at {@link SPEECH_HZ}: one swelling tone per syllable, a pause between words.
 *
 * @param speed 1 is about 2.6 words a second.
 */
export function speak(text: string, speed = 1): Int16Array<ArrayBuffer> {
  const words = text.match(/\S+/g) ?? []
  const units = words.flatMap((word) => [...syllablesOf(word), PAUSE])
  const unit = Math.max(1, Math.round((SPEECH_HZ * 0.15) / speed))
  const samples = new Int16Array(Math.max(1, units.length) * unit)
  for (const [index, hz] of units.entries()) if (hz > 0) tone(samples, index * unit, unit, hz)
  return samples
}

/** Seconds that {@link speak} takes for a text. */
export function speechSeconds(text: string, speed = 1): number {
  return speak(text, speed).length / SPEECH_HZ
}

const PAUSE = 0

/** One pitch per vowel group, by its letters. */
function syllablesOf(word: string): readonly number[] {
  const groups = word.toLowerCase().match(/[aeiouy]+|[^\x00-\x7F]/g) ?? ['x']
  return groups
    .slice(0, 8)
    .map((group) => 120 + ((group.charCodeAt(0) * 7 + group.length * 13 + word.length * 5) % 120))
}

function tone(samples: Int16Array, start: number, length: number, hz: number): void {
  for (let index = 0; index < length; index++) {
    const swell = Math.sin((Math.PI * index) / length)
    const phase = (2 * Math.PI * hz * index) / SPEECH_HZ
    samples[start + index] = Math.round(6000 * swell * (Math.sin(phase) + 0.5 * Math.sin(2 * phase)))
  }
}

/**
 * A WAV file of 16-bit mono samples; `comment` goes into its INFO list.
 */
export function encodeWav(samples: Int16Array, hz = SPEECH_HZ, comment = ''): Uint8Array<ArrayBuffer> {
  const note = comment === '' ? new Uint8Array() : infoList(comment)
  const dataBytes = samples.length * 2
  const file = new Uint8Array(44 + note.length + dataBytes)
  const view = new DataView(file.buffer)
  writeText(file, 0, 'RIFF')
  view.setUint32(4, file.length - 8, true)
  writeText(file, 8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, hz, true)
  view.setUint32(28, hz * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  file.set(note, 36)
  const at = 36 + note.length
  writeText(file, at, 'data')
  view.setUint32(at + 4, dataBytes, true)
  file.set(encodePcm(samples), at + 8)
  return file
}

/** Samples as bytes, little-endian. */
export function encodePcm(samples: Int16Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(samples.length * 2)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < samples.length; index++) view.setInt16(index * 2, samples[index]!, true)
  return bytes
}

/** Seconds of sound in a WAV file; undefined for bytes that are none. */
export function wavSeconds(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 44 || view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57415645) return undefined
  let bytesPerSecond = 0
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = view.getUint32(at)
    const size = view.getUint32(at + 4, true)
    if (id === FMT && at + 20 <= bytes.length) bytesPerSecond = view.getUint32(at + 16, true)
    if (id === DATA) return bytesPerSecond === 0 ? undefined : Math.min(size, bytes.length - at - 8) / bytesPerSecond
    at += 8 + size + (size % 2)
  }
  return undefined
}

const FMT = 0x666d7420
const DATA = 0x64617461

/** A LIST chunk of type INFO with one comment. */
function infoList(comment: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(`${comment}\0`)
  const padded = text.length + (text.length % 2)
  const chunk = new Uint8Array(20 + padded)
  const view = new DataView(chunk.buffer)
  writeText(chunk, 0, 'LIST')
  view.setUint32(4, 12 + padded, true)
  writeText(chunk, 8, 'INFOICMT')
  view.setUint32(16, text.length, true)
  chunk.set(text, 20)
  return chunk
}

function writeText(bytes: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index)
}
