import { readImage } from '../../../src/image-size.ts'
import type { FilePart, ImagePart, InputPart } from '../../../src/request.ts'
import type { WirePart } from './wire.ts'

/** A file of the prompt and how much of it there is: pages of a document, seconds of sound or film. */
export interface SizedFile extends FilePart {
  readonly modality: 'AUDIO' | 'VIDEO' | 'DOCUMENT'
  readonly units: number
}

/** The media of a part in engine terms; undefined for parts of another kind. */
export function mediaOf({ inlineData, fileData }: WirePart): ImagePart | SizedFile | InputPart | undefined {
  if (inlineData) return inlineMedia(inlineData.mimeType ?? '', inlineData.data ?? '')
  if (!fileData) return undefined
  const { mimeType = '', fileUri = '' } = fileData
  const type = mimeType === '' && /youtu\.?be/.test(fileUri) ? 'video/mp4' : mimeType
  return type.startsWith('image/') ? { type: 'image', url: fileUri, mediaType: type } : sized(type, REFERRED_UNITS, 0)
}

/** Units of a file whose bytes are elsewhere; a guess. */
const REFERRED_UNITS = 10

function inlineMedia(mimeType: string, data: string): InputPart {
  const bytes = Math.floor((data.replace(/=+$/, '').length * 3) / 4)
  if (mimeType.startsWith('image/')) {
    const facts = readImage(data.replaceAll('-', '+').replaceAll('_', '/'))
    const size = facts ? { widthPx: facts.widthPx, heightPx: facts.heightPx } : {}
    return { type: 'image', mediaType: mimeType, ...size }
  }
  if (mimeType.startsWith('text/') || mimeType === 'application/json')
    return { type: 'document', mediaType: mimeType, text: decode(data), bytes }
  return sized(mimeType, unitsOf(mimeType, data, bytes), bytes)
}

function sized(mediaType: string, units: number, bytes: number): SizedFile {
  const modality = mediaType.startsWith('audio/') ? 'AUDIO' : mediaType.startsWith('video/') ? 'VIDEO' : 'DOCUMENT'
  const shownUnits = modality === 'DOCUMENT' && bytes === 0 ? 1 : units
  return { type: modality === 'AUDIO' ? 'audio' : 'document', mediaType, bytes, modality, units: shownUnits }
}

/** Bytes of a second where the file does not say: MP3 of 128 kbit/s, film of 2 Mbit/s. */
const AUDIO_BYTES = 16_000
const VIDEO_BYTES = 250_000

function unitsOf(mimeType: string, data: string, bytes: number): number {
  if (mimeType.startsWith('video/')) return Math.max(1, Math.ceil(bytes / VIDEO_BYTES))
  if (mimeType.startsWith('audio/')) return Math.max(0.1, (bytes - 44) / (bytesPerSecond(data) ?? AUDIO_BYTES))
  const pages = decode(data).match(/\/Type\s*\/Page[^s]/g)
  return Math.max(1, pages?.length ?? 1)
}

/** The byte rate of a WAV file. */
function bytesPerSecond(data: string): number | undefined {
  const head = decode(data.slice(0, 64))
  if (!head.startsWith('RIFF')) return undefined
  const rate = [0, 1, 2, 3].reduce((sum, index) => sum + head.charCodeAt(28 + index) * 256 ** index, 0)
  return rate > 0 ? rate : undefined
}

function decode(data: string): string {
  try {
    return atob(
      data
        .replaceAll('-', '+')
        .replaceAll('_', '/')
        .slice(0, data.length - (data.length % 4) || undefined),
    )
  } catch {
    return ''
  }
}
