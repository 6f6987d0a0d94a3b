import { anthropic } from '../../handlers/anthropic/index.ts'
import { operationDialect } from './dialect-operations.ts'
import type { Send, Wait, WireEndpoint } from './endpoints.ts'
import { fileForm, idOf, post } from './prepare.ts'
import type { Ask } from './replay.ts'
import type { Recording } from './recording.ts'

type Made = Pick<Ask, 'path' | 'body'>

const plain = operationDialect({})
const PATH = '/v1/messages/batches'

function at(name: string, path: string, more: Partial<WireEndpoint> = {}): WireEndpoint {
  const headers = { 'x-api-key': 'sk-ant-api03-0123456789abcdefghij', 'anthropic-version': '2023-06-01' }
  return { name: `anthropic.${name}`, provider: anthropic, dialect: plain, path, headers, ...more }
}

/** A batch of two requests, as the recorded ones are. */
export const BATCH = {
  requests: ['0', '1'].map((custom_id) => ({
    custom_id,
    params: { model: 'claude-haiku-4-5', max_tokens: 64, messages: [{ role: 'user', content: 'What is 2 + 2?' }] },
  })),
}

async function newBatch(send: Send): Promise<string> {
  return `${PATH}/${await idOf(await post(send, PATH, BATCH))}`
}

/** The path of a batch that has just been made. */
export async function startedBatch(_: Recording | undefined, send: Send): Promise<Made> {
  return { path: await newBatch(send) }
}

/** The path at which a batch that has just been made is cancelled. */
export async function cancelledBatch(_: Recording | undefined, send: Send): Promise<Made> {
  return { path: `${await newBatch(send)}/cancel` }
}

/** The path of the results of a batch that has ended. */
export async function endedBatch(_: Recording | undefined, send: Send, wait: Wait): Promise<Made> {
  const path = await newBatch(send)
  // One look notes that it runs, the next that it has ended.
  for (const ms of [5000, 5000]) {
    await wait(ms)
    await send(path, { method: 'GET' })
  }
  return { path: `${path}/results` }
}

/** The path of a file that has just been uploaded. */
export async function uploadedFile(_: Recording | undefined, send: Send): Promise<Made> {
  return { path: `/v1/files/${await idOf(await post(send, '/v1/files', fileForm('user_data')))}` }
}

/** What Anthropic's API does beside messages. */
export const ANTHROPIC: readonly WireEndpoint[] = [
  at('count_tokens', '/v1/messages/count_tokens'),
  at('batches', PATH),
  at('batches.get', PATH, { prepare: startedBatch }),
  at('batches.cancel', PATH, { prepare: cancelledBatch }),
  at('batches.results', PATH, {
    prepare: endedBatch,
    dialect: {
      ...plain,
      kindOf: ({ data }) => ({ kind: (data as { result: { type: string } }).result.type }),
      outcomeOf: () => ({ content: [{ type: 'text', text: 'Four.' }], finishReason: 'stop', beyond: [] }),
    },
  }),
  at('files', '/v1/files'),
  at('files.delete', '/v1/files', { prepare: uploadedFile }),
]
