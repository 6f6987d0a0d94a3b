import { drawId, LOWER_ALNUM } from '../../src/ids.ts'
import { createRandom, fork, type Seed } from '../../src/random.ts'

/** Microseconds since the epoch at which an exchange began: its millisecond, and digits of its own below. */
function microsecondsOf(seed: Seed, nowMs: number): { readonly seconds: number; readonly micros: number } {
  const ms = Math.floor(nowMs)
  const below = createRandom(fork(seed, 'microseconds')).integer(0, 999)
  return { seconds: Math.floor(ms / 1000), micros: (ms % 1000) * 1000 + below }
}

/**
 * The id of a response: base64url of the second (four bytes, low byte first), the microsecond and two numbers, each as a varint.
 *
 * The layout is that of the recordings, where the microsecond equals the one of `createTime`.
 */
export function responseId(seed: Seed, nowMs: number): string {
  const { seconds, micros } = microsecondsOf(seed, nowMs)
  const random = createRandom(fork(seed, 'response'))
  const bytes = [
    ...[0, 8, 16, 24].map((shift) => (seconds >>> shift) & 255),
    ...varint(micros),
    ...varint(0xf0000000 + random.integer(0, 0x0fffffff)),
    ...varint(random.integer(0x10000000, 0xffffffff)),
  ]
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return [...bytes, rest]
}

/** RFC 3339 with six digits, as `createTime` is written; the same microsecond as in the response's id. */
export function createTime(seed: Seed, nowMs: number): string {
  const { seconds, micros } = microsecondsOf(seed, nowMs)
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(micros).padStart(6, '0')}Z`
}

/** RFC 3339 with nine digits, as times that were computed are written. */
export function nanoTime(seed: Seed, ms: number, name: string): string {
  const below = String(createRandom(fork(seed, name)).integer(0, 999_999)).padStart(6, '0')
  return `${new Date(ms).toISOString().slice(0, -1)}${below}Z`
}

/** Eight characters, as calls of Gemini 3 are named since May 2026. */
export function functionCallId(seed: Seed, name: string): string {
  return drawId(seed, name, 8, LOWER_ALNUM)
}

/** `call_` and digits, as newer models name what they call (recorded: six digits of 3.1 Pro, five of 3.5 Flash). */
export function numberedCallId(seed: Seed, name: string, digits: number): string {
  return `call_${drawId(seed, name, digits, '123456789')}`
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

const SIGNATURE_FRAME = 128
const SIGNATURE_CHARACTERS = 4.4

/** An opaque proof of thinking; it grows with the tokens that were thought (fitted to recorded lengths). */
export function thoughtSignature(seed: Seed, name: string, thoughtTokens: number): string {
  const characters = SIGNATURE_FRAME + SIGNATURE_CHARACTERS * thoughtTokens
  const groups = Math.round(Math.min(characters, 8000) / 4)
  return `E${drawId(seed, `signature ${name}`, groups * 4 - 1, BASE64)}`
}

/** Tokens of the thinking that a signature stands for: the Gemini API bills them again when it comes back (recorded). */
export function tokensBehind(signature: string): number {
  return Math.max(0, Math.round((signature.length - SIGNATURE_FRAME) / SIGNATURE_CHARACTERS))
}
