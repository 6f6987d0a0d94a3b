import { BATCH, cancelledBatch, endedBatch, startedBatch, uploadedFile } from './endpoints-anthropic.ts'
import { fileForm } from './prepare.ts'
import type { Ask } from './replay.ts'

const asked = { method: 'GET' } as const

/** Requests for what Anthropic's API does beside messages. */
export const anthropicRequests: Readonly<Record<string, Readonly<Record<string, Ask>>>> = {
  'anthropic.count_tokens': {
    'json empty': { body: { model: 'claude-sonnet-4-5', messages: [{ role: 'user', content: 'Hello' }] } },
  },
  'anthropic.batches': { 'json empty': { body: BATCH } },
  'anthropic.batches.get': { 'json empty': { ...asked, prepare: (send) => startedBatch(undefined, send) } },
  'anthropic.batches.cancel': { 'json empty': { prepare: (send) => cancelledBatch(undefined, send) } },
  'anthropic.batches.results': {
    'stream text': { ...asked, reply: 'Four.', prepare: (send, wait) => endedBatch(undefined, send, wait) },
  },
  'anthropic.files': { 'json empty': { body: fileForm('user_data') } },
  'anthropic.files.delete': { 'json empty': { method: 'DELETE', prepare: (send) => uploadedFile(undefined, send) } },
}
