import { BASE58, drawId, drawUuid, HEX } from '../../src/ids.ts'
import type { Seed } from '../../src/random.ts'

/** The one organisation and workspace whose keys the simulation knows. */
export const ORGANIZATION_ID = drawUuid(0, 'organization')
export const WORKSPACE_ID = `wrkspc_01${drawId(0, 'workspace', 22, BASE58)}`

/** `msg_01` and 22 characters. */
export function messageId(seed: Seed): string {
  return `msg_01${drawId(seed, 'message', 22, BASE58)}`
}

/** `req_011C` and 20 characters: the form of ids since mid-2025. */
export function requestId(seed: Seed): string {
  return `req_011C${drawId(seed, 'request', 20, BASE58)}`
}

/** `toolu_01` and 22 characters. */
export function toolCallId(seed: Seed, name: string): string {
  return `toolu_01${drawId(seed, name, 22, BASE58)}`
}

/** `msgbatch_01` and 22 characters. */
export function batchId(seed: Seed): string {
  return `msgbatch_01${drawId(seed, 'batch', 22, BASE58)}`
}

/** `file_011C` and 20 characters. */
export function fileId(seed: Seed, name: string): string {
  return `file_011C${drawId(seed, name, 20, BASE58)}`
}

/** `srvtoolu_01` and 22 characters. */
export function serverToolId(seed: Seed, name: string): string {
  return `srvtoolu_01${drawId(seed, name, 22, BASE58)}`
}

/** `mcptoolu_01` and 22 characters. */
export function mcpToolId(seed: Seed, name: string): string {
  return `mcptoolu_01${drawId(seed, name, 22, BASE58)}`
}

/** `container_011C` and 20 characters. */
export function containerId(seed: Seed): string {
  return `container_011C${drawId(seed, 'container', 20, BASE58)}`
}

/** W3C trace context of a response. */
export function traceResponse(seed: Seed): string {
  return `00-${drawId(seed, 'trace', 32, HEX)}-${drawId(seed, 'span', 16, HEX)}-01`
}

/** Cloudflare's id of a request, with the airport of its data centre. */
export function rayId(seed: Seed): string {
  return `${drawId(seed, 'ray', 16, HEX)}-IAD`
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 of `bytes` opaque bytes whose first is 0x12, as those of signatures and redacted thinking are. */
export function drawBase64(seed: Seed, name: string, bytes: number): string {
  const whole = Math.max(2, Math.ceil(bytes / 3))
  // A protobuf begins with its first field: tag 0x12, then its length.
  return `E${'pqrstuvw'[whole % 8]}${drawId(seed, name, whole * 4 - 2, BASE64)}`
}
