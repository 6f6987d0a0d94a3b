import { anthropic } from '../../handlers/anthropic/index.ts'
import { cohere } from '../../handlers/cohere/index.ts'
import { google } from '../../handlers/google/index.ts'
import { openai } from '../../handlers/openai/index.ts'
import { vertex } from '../../handlers/vertex/index.ts'
import { voyage } from '../../handlers/voyage/index.ts'
import type { LatencyFunction } from '../../src/latency.ts'
import type { ProviderDefinition } from '../../src/provider.ts'
import type { Outcome, WireDialect } from './dialect.ts'
import { ANTHROPIC } from './endpoints-anthropic.ts'
import { BEDROCK } from './endpoints-bedrock.ts'
import { COMPATIBLE } from './endpoints-compatible.ts'
import { GOOGLE_OPERATIONS } from './endpoints-google.ts'
import { OPERATIONS } from './endpoints-operations.ts'
import { cohereDialect, cohereOperationDialect, cohereV1Dialect } from './dialect-cohere.ts'
import { chatDialect } from './dialect-chat.ts'
import { generateDialect } from './dialect-google.ts'
import { messagesDialect } from './dialect-messages.ts'
import { legacyDialect, operationDialect } from './dialect-operations.ts'
import { responsesDialect } from './dialect-responses.ts'
import type { Ask } from './replay.ts'
import { readRecording, readRecordings, type Recording } from './recording.ts'

/** Sends a request to the endpoint's provider. */
export type Send = (path: string, init: RequestInit) => Promise<Response>

/** Lets time pass, in milliseconds. */
export type Wait = (ms: number) => Promise<void>

/** An endpoint whose recordings are compared. */
export interface WireEndpoint {
  /** As in the recordings: `openai.chat` is the folder `openai/chat`. */
  readonly name: string
  readonly provider: ProviderDefinition
  readonly dialect: WireDialect
  /** Recordings of other folders that this endpoint answered. */
  readonly borrowed?: readonly string[]
  /** Where the recordings lie, if not at `name`, and which of them are meant. */
  readonly from?: { readonly name: string; holds(recording: Recording): boolean }
  /** Where requests go, if not to the provider's first address. */
  readonly origin?: string
  /** Members of a request that stands in for one that was not kept. */
  standIn?(outcome: Outcome): object
  /** Makes what the request is about, and gives back what of the request depends on it. */
  prepare?(recording: Recording, send: Send, wait: Wait): Promise<Pick<Ask, 'path' | 'body'>>
  /** How long answers take, for what is asked while they are made. Default: no time. */
  readonly latency?: LatencyFunction
  /** Path of requests that were not kept. */
  readonly path: string
  /** Headers that recorders filtered out and the API demands; the first carries the key. */
  readonly headers: Readonly<Record<string, string>>
}

const BEARER = { authorization: 'Bearer sk-proj-0123456789abcdefghij' }
const X_API_KEY = { 'x-api-key': 'sk-ant-api03-0123456789abcdefghij', 'anthropic-version': '2023-06-01' }

const HELLO = operationDialect({ input: 'Hello' }, (body) => (body.includes('"base64"') ? ['+base64'] : []))
const RANKING = operationDialect({ query: 'Hello', documents: ['Hello', 'World'] })

const GOOGLE_KEY = { 'x-goog-api-key': 'AIzaSy0123456789abcdefghijklmnopqrstuvw' }
const GOOGLE_KEY_BEARER = { authorization: `Bearer ${GOOGLE_KEY['x-goog-api-key']}` }
const GEMINI = '/v1beta/models/gemini-3-pro-preview'
const VERTEX = '/v1/projects/p/locations/global/publishers/google/models/gemini-2.5-flash'

/** All endpoints that are compared: one line each. */
export const ENDPOINTS: readonly WireEndpoint[] = [
  { name: 'openai.chat', provider: openai, dialect: chatDialect, path: '/v1/chat/completions', headers: BEARER },
  { name: 'openai.responses', provider: openai, dialect: responsesDialect, path: '/v1/responses', headers: BEARER },
  {
    name: 'anthropic.messages',
    provider: anthropic,
    dialect: messagesDialect,
    path: '/v1/messages',
    headers: X_API_KEY,
  },
  { name: 'cohere.chat', provider: cohere, dialect: cohereDialect, path: '/v2/chat', headers: BEARER },
  { name: 'cohere.chat-v1', provider: cohere, dialect: cohereV1Dialect, path: '/v1/chat', headers: BEARER },
  { name: 'cohere.embed', provider: cohere, dialect: cohereOperationDialect, path: '/v2/embed', headers: BEARER },
  { name: 'cohere.rerank', provider: cohere, dialect: cohereOperationDialect, path: '/v2/rerank', headers: BEARER },
  { name: 'cohere.rerank-v1', provider: cohere, dialect: cohereOperationDialect, path: '/v1/rerank', headers: BEARER },
  { name: 'openai.embeddings', provider: openai, dialect: HELLO, path: '/v1/embeddings', headers: BEARER },
  { name: 'openai.moderations', provider: openai, dialect: HELLO, path: '/v1/moderations', headers: BEARER },
  { name: 'openai.completions', provider: openai, dialect: legacyDialect, path: '/v1/completions', headers: BEARER },
  { name: 'voyage.embeddings', provider: voyage, dialect: HELLO, path: '/v1/embeddings', headers: BEARER },
  { name: 'voyage.rerank', provider: voyage, dialect: RANKING, path: '/v1/rerank', headers: BEARER },
  {
    name: 'google.generateContent',
    provider: google,
    dialect: generateDialect,
    path: `${GEMINI}:generateContent`,
    headers: GOOGLE_KEY,
  },
  {
    name: 'google.streamGenerateContent',
    provider: google,
    dialect: generateDialect,
    path: `${GEMINI}:streamGenerateContent?alt=sse`,
    headers: GOOGLE_KEY,
  },
  {
    name: 'google.openai-chat',
    provider: google,
    dialect: chatDialect,
    path: '/v1beta/openai/chat/completions',
    headers: GOOGLE_KEY_BEARER,
  },
  {
    name: 'vertex.generateContent',
    provider: vertex,
    dialect: generateDialect,
    path: `${VERTEX}:generateContent`,
    headers: BEARER,
  },
  {
    name: 'vertex.streamGenerateContent',
    borrowed: [
      'google/streamGenerateContent/stream-tool_calls-197966',
      'google/streamGenerateContent/stream-tool_calls-8f41fa',
    ],
    provider: vertex,
    dialect: generateDialect,
    path: `${VERTEX}:streamGenerateContent?alt=sse`,
    headers: BEARER,
  },
  ...COMPATIBLE,
  ...OPERATIONS,
  ...ANTHROPIC,
  ...GOOGLE_OPERATIONS,
  ...BEDROCK,
]

/** The recordings of an endpoint: those of its folder that no other has answered, and those that it has answered elsewhere. */
export function recordingsOf({ name, borrowed = [], from }: WireEndpoint, folder: string): readonly Recording[] {
  const lent = new Set(ENDPOINTS.flatMap((endpoint) => endpoint.borrowed ?? []))
  const own = readRecordings(folder, from?.name ?? name).filter(
    (recording) => !lent.has(recording.name) && from?.holds(recording) !== false,
  )
  return [...own, ...borrowed.flatMap((recording) => readRecording(folder, recording) ?? [])]
}
