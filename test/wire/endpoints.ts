import { anthropic } from '../../handlers/anthropic/index.ts'
import { openai } from '../../handlers/openai/index.ts'
import type { ProviderDefinition } from '../../src/provider.ts'
import type { WireDialect } from './dialect.ts'
import { chatDialect } from './dialect-chat.ts'
import { messagesDialect } from './dialect-messages.ts'

/** An endpoint whose recordings are compared. */
export interface WireEndpoint {
  /** As in the recordings: `openai.chat` is the folder `openai/chat`. */
  readonly name: string
  readonly provider: ProviderDefinition
  readonly dialect: WireDialect
  /** Path of requests that were not kept. */
  readonly path: string
  /** Headers that recorders filtered out and the API demands; the first carries the key. */
  readonly headers: Readonly<Record<string, string>>
}

const BEARER = { authorization: 'Bearer sk-proj-0123456789abcdefghij' }
const X_API_KEY = { 'x-api-key': 'sk-ant-api03-0123456789abcdefghij', 'anthropic-version': '2023-06-01' }

/** All endpoints that are compared: one line each. */
export const ENDPOINTS: readonly WireEndpoint[] = [
  { name: 'openai.chat', provider: openai, dialect: chatDialect, path: '/v1/chat/completions', headers: BEARER },
  {
    name: 'anthropic.messages',
    provider: anthropic,
    dialect: messagesDialect,
    path: '/v1/messages',
    headers: X_API_KEY,
  },
]
