import { silentAac, silentFlac, silentMp3, silentOpus } from './silence.ts'
import { encodePcm, encodeWav, speak, SPEECH_HZ, speechSeconds, wavSeconds } from './wav.ts'

/** File formats of generated speech; `pcm` is bare samples, 24 kHz 16-bit mono. */
export type SpeechFormat = 'mp3' | 'opus' | 'aac' | 'flac' | 'wav' | 'pcm'

/** The field of a sound file in which generated speech keeps its words. */
const WORDS_FIELD = 'SPOKEN_WORDS='

/** A playable file that "says" a text: tones in WAV and PCM, silence of the same length in the compressed formats. Its words stand in a comment of the file. */
export function speechFile(text: string, format: SpeechFormat, speed = 1): Uint8Array<ArrayBuffer> {
  const comment = WORDS_FIELD + text.replaceAll('\0', '')
  return WRITERS[format](text, comment, speed)
}

type SpeechWriter = (text: string, comment: string, speed: number) => Uint8Array<ArrayBuffer>

const WRITERS: Record<SpeechFormat, SpeechWriter> = {
  mp3: (text, comment, speed) => silentMp3(speechSeconds(text, speed), comment),
  opus: (text, comment, speed) => silentOpus(speechSeconds(text, speed), comment),
  aac: (text, comment, speed) => silentAac(speechSeconds(text, speed), comment),
  flac: (text, comment, speed) => silentFlac(speechSeconds(text, speed), comment),
  wav: (text, comment, speed) => encodeWav(speak(text, speed), SPEECH_HZ, comment),
  pcm: (text, _, speed) => encodePcm(speak(text, speed)),
}

/** The words that {@link speechFile} put into a file; undefined for other files. */
export function spokenWords(bytes: Uint8Array): string | undefined {
  const start = indexOf(bytes, new TextEncoder().encode(WORDS_FIELD))
  if (start < 0) return undefined
  const end = bytes.indexOf(0, start)
  return new TextDecoder().decode(bytes.subarray(start + WORDS_FIELD.length, end < 0 ? undefined : end))
}

/** Comments stand near the start of a file. */
const HEAD_BYTES = 4096

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  const last = Math.min(bytes.length, HEAD_BYTES) - wanted.length
  for (let at = 0; at <= last; at++) if (wanted.every((byte, index) => bytes[at + index] === byte)) return at
  return -1
}

/** Seconds of sound in a file: exact for WAV and generated speech; by the usual rate of compressed speech (64 kbit/s) else. */
export function soundSeconds(bytes: Uint8Array): number {
  const words = spokenWords(bytes)
  return wavSeconds(bytes) ?? (words === undefined ? bytes.length / 8000 : speechSeconds(words))
}
