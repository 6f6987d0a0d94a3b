import { createRandom, fork, type Seed } from './random.ts'

/** The alphabets that providers draw their ids from. */
export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
export const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
export const HEX = '0123456789abcdef'
export const LOWER_ALNUM = 'abcdefghijklmnopqrstuvwxyz0123456789'
export const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Where the codes of an id are put together, by its length. */
const rooms: number[][] = []

/** `length` characters of `alphabet`, fixed by the seed and the name of the id. */
export function drawId(seed: Seed, name: string, length: number, alphabet: string): string {
  const random = createRandom(fork(seed, name))
  const codes = (rooms[length] ??= Array.from({ length }, () => 0))
  for (let index = 0; index < length; index++)
    codes[index] = alphabet.charCodeAt(Math.floor(random.next() * alphabet.length))
  // Joined one by one they would be a tree of strings.
  return String.fromCharCode(...codes)
}

/** An RFC 4122 version 4 UUID, fixed by the seed and the name of the id. */
export function drawUuid(seed: Seed, name: string): string {
  const hex = drawId(seed, name, 32, HEX)
  const variant = HEX[8 + (Number.parseInt(hex[16]!, 16) % 4)]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** A whole number written in base 62 with `0-9A-Za-z`, without leading zeros. */
export function toBase62(value: number): string {
  let text = ''
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) text = BASE62[rest % 62] + text
  return text || '0'
}
