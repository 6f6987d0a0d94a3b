import { drawId } from '../../../src/ids.ts'
import type { Seed } from '../../../src/random.ts'

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Characters of the shortest recorded content, and how many each token adds (recorded: 844 before, 1828 after 128 tokens). */
const SHORTEST = 844
const PER_TOKEN = 7.7

/** What the API alone can read: reasoning, a compacted conversation. Fernet-like, as long as `tokens` make it. */
export function encryptedContent(seed: Seed, name: string, tokens: number): string {
  const length = SHORTEST + 4 * Math.round((PER_TOKEN * tokens) / 4)
  return `gAAAAA${drawId(seed, name, length - 8, BASE64URL)}==`
}
