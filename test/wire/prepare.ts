import type { LatencyFunction } from '../../src/latency.ts'
import type { Send, Wait } from './endpoints.ts'
import type { Recording } from './recording.ts'
import type { Ask } from './replay.ts'
import { uncut } from './uncut.ts'

type Made = Pick<Ask, 'path' | 'body'>

/** The id of what a request has made. */
export async function idOf(response: Response): Promise<string> {
  const body = (await response.json()) as { readonly id?: string; readonly batch_id?: string }
  const id = body.id ?? body.batch_id
  if (id === undefined) throw new Error(`Nothing was made: ${JSON.stringify(body).slice(0, 300)}`)
  return id
}

/** Posts a form, or anything else as JSON. */
export function post(send: Send, path: string, body: unknown): Promise<Response> {
  const isForm = body instanceof FormData
  return send(path, {
    method: 'POST',
    headers: isForm ? {} : { 'content-type': 'application/json' },
    body: isForm ? body : JSON.stringify(body),
  })
}

/** A form with a small file of text. */
export function fileForm(purpose: string, text = 'All is well here.', name = 'sample.txt'): FormData {
  const form = new FormData()
  form.set('purpose', purpose)
  form.set('file', new File([text], name, { type: 'text/plain' }))
  return form
}

/** A form with a second of silence to transcribe. */
export function audioForm(model: string, more: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData()
  form.set('model', model)
  for (const [name, value] of Object.entries(more)) form.set(name, value)
  form.set('file', new File([new Uint8Array(32_044)], 'speech.wav', { type: 'audio/wav' }))
  return form
}

/** The path of a file that has just been uploaded. */
export async function uploadedFile(_: Recording, send: Send): Promise<Made> {
  return { path: `/v1/files/${await idOf(await post(send, '/v1/files', fileForm('assistants')))}` }
}

const LINE = {
  custom_id: 'one',
  method: 'POST',
  url: '/v1/chat/completions',
  body: { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello' }] },
}

/** Uploads the input of a batch and gives back its id. */
export async function uploadBatch(send: Send): Promise<string> {
  return idOf(await post(send, '/v1/files', fileForm('batch', JSON.stringify(LINE), 'batch.jsonl')))
}

/** The path of a batch that has just been made. */
export async function startedBatch(_: Recording, send: Send): Promise<Made> {
  const body = { input_file_id: await uploadBatch(send), endpoint: '/v1/chat/completions', completion_window: '24h' }
  return { path: `/v1/batches/${await idOf(await post(send, '/v1/batches', body))}` }
}

/** The path of a batch that has just been named, as xAI's are. */
export async function namedBatch(_: Recording, send: Send): Promise<Made> {
  return { path: `/v1/batches/${await idOf(await post(send, '/v1/batches', { name: 'one' }))}` }
}

/** The recorded request for a batch with an input that exists. */
export async function withInput({ request }: Recording, send: Send): Promise<Made> {
  return { body: { ...(request.body as object), input_file_id: await uploadBatch(send) } }
}

/** The recorded request for a compaction after a response that exists. */
export async function withPrevious({ request }: Recording, send: Send): Promise<Made> {
  const body = request.body as { readonly model: string; readonly previous_response_id?: string }
  if (!body.previous_response_id) return {}
  const made = await post(send, '/v1/responses', { model: body.model, input: 'Hello' })
  return { body: { ...body, previous_response_id: await idOf(made) } }
}

/** What was read from the cache must have been written: the same request, once before. */
export async function sentBefore({ request, response }: Recording, send: Send): Promise<Made> {
  const isHit = /"cached_tokens":[1-9]/.test(JSON.stringify(response))
  if (isHit) await (await post(send, request.path!, uncut(request.body))).arrayBuffer()
  return {}
}

/** Work that takes a while: about 220 ms until it is announced, a second until it begins, and some more until it is done. */
export const slowly: LatencyFunction = ({ operation }) =>
  operation === 'chat' ? { ttftMs: 1000, ttftSigma: 0, tokensPerSecond: 5, speedSigma: 0 } : 0

const ANNOUNCED_MS = 300
const UNTIL_MS: Readonly<Record<string, number>> = { queued: 0, in_progress: 900 }
const DONE_MS = 600_000

/** The path of a response that has been made in the background, once it stands as the recording shows it. */
export async function storedResponse({ response, request }: Recording, send: Send, wait: Wait): Promise<Made> {
  const { model = 'gpt-4o', tools = [], status = '' } = (response.body ?? {}) as Stored
  const making = post(send, '/v1/responses', { model, input: 'Hello', tools, background: true })
  await wait(ANNOUNCED_MS)
  const path = `/v1/responses/${await idOf(await making)}`
  await wait(UNTIL_MS[status] ?? DONE_MS)
  return { path: request.query ? `${path}?${new URLSearchParams(request.query).toString()}` : path }
}

interface Stored {
  readonly model?: string
  readonly tools?: readonly object[]
  readonly status?: string
}
