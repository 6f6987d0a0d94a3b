import { BASE58, BASE62, drawId, drawUuid } from '../../src/ids.ts'
import type { Seed } from '../../src/random.ts'

/** `x-amzn-requestid`. */
export function requestId(seed: Seed): string {
  return drawUuid(seed, 'request')
}

/** A tool call's id in Converse: `tooluse_` and 22 characters. */
export function toolUseId(seed: Seed, name: string): string {
  return `tooluse_${drawId(seed, name, 22, `${BASE62}-_`)}`
}

const NATIVE = 'toolu_bdrk_01'

/** A tool call's id in InvokeModel, as Claude's messages have it. */
export function nativeToolId(seed: Seed, name: string): string {
  return `${NATIVE}${drawId(seed, name, 22, BASE58)}`
}

/** The same call's id in Nova's own format: a UUID. Ids that a test author chose stay. */
export function novaToolId(seed: Seed, id: string): string {
  return id.startsWith(NATIVE) ? drawUuid(seed, id) : id
}

/** The alphabet of newer ids. */
export const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** The id of a Claude message: `msg_bdrk_01` and 22 characters; of the newest models, 52 characters of base 32 (recorded: Opus 4.8). */
export function messageId(seed: Seed, isNew: boolean): string {
  return isNew ? `msg_bdrk_${drawId(seed, 'message', 52, BASE32)}` : `msg_bdrk_01${drawId(seed, 'message', 22, BASE58)}`
}
