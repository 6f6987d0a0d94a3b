import { google } from '../../handlers/google/index.ts'
import { vertex } from '../../handlers/vertex/index.ts'
import { interactionsDialect } from './dialect-interactions.ts'
import { operationDialect } from './dialect-operations.ts'
import type { Send, WireEndpoint } from './endpoints.ts'
import type { Recording } from './recording.ts'
import type { Ask } from './replay.ts'

const KEY = { 'x-goog-api-key': 'AIzaSy0123456789abcdefghijklmnopqrstuvw' }
const TOKEN = { authorization: 'Bearer ya29.0123456789abcdefghij' }
const MODEL = '/v1beta/models/gemini-2.5-flash'
const PLACE = '/v1beta1/projects/p/locations/global'
const plain = operationDialect({})

type Made = Pick<Ask, 'path' | 'body'>

/** Makes a cache and gives back the path of its like, so that it can be read, changed and deleted. */
async function cached(send: Send, place: string, model: string): Promise<string> {
  const contents = [{ role: 'user', parts: [{ text: 'The harbour lies at the mouth of the river. '.repeat(900) }] }]
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ model, contents, ttl: '300s' })
  const made = (await (await send(`${place}/cachedContents`, { method: 'POST', headers, body })).json()) as {
    readonly name: string
  }
  return `${place}/cachedContents/${made.name.split('/').at(-1)}`
}

/** The recorded request for a cache that is there. */
async function onCache({ request }: Recording, send: Send): Promise<Made> {
  const isAbout = /cachedContents\/./.test(request.path ?? '')
  return isAbout ? { path: await cached(send, '/v1beta', 'models/gemini-2.5-flash') } : { body: whole(request.body) }
}

/** A body whose cut texts are as long as they were. */
function whole(body: unknown): unknown {
  const text = JSON.stringify(body).replaceAll(/[^"]*<cut: (\d+) chars in all>/g, (_, length: string) =>
    'It is so. '.repeat(Math.ceil(Number(length) / 10)),
  )
  return JSON.parse(text)
}

async function onVertexCache({ request }: Recording, send: Send): Promise<Made> {
  const [place = PLACE] = (request.path ?? '').split('/cachedContents')
  const model = `${place.replace(/^\/\w+\//, '')}/publishers/google/models/gemini-2.5-flash`
  return { path: await cached(send, place, model) }
}

/** The recorded request, about a conversation that there is. */
async function continued({ request }: Recording, send: Send): Promise<Made> {
  const body = request.body as { readonly previous_interaction_id?: string } | null
  if (!body?.previous_interaction_id) return {}
  const headers = { 'content-type': 'application/json' }
  const first = JSON.stringify({ model: 'gemini-2.5-flash', input: 'Hello' })
  const made = await send('/v1beta/interactions', { method: 'POST', headers, body: first })
  const { id } = (await made.json()) as { readonly id: string }
  return { body: { ...body, previous_interaction_id: id } }
}

/** What Google's services do beside content. */
export const GOOGLE_OPERATIONS: readonly WireEndpoint[] = [
  {
    name: 'google.interactions',
    provider: google,
    dialect: interactionsDialect,
    path: '/v1beta/interactions',
    headers: KEY,
    prepare: continued,
  },
  ...['batchEmbedContents', 'embedContent', 'countTokens', 'batchGenerateContent'].map((method): WireEndpoint => ({
    name: `google.${method}`,
    provider: google,
    dialect: plain,
    path: `${MODEL}:${method}`,
    headers: KEY,
  })),
  ...['', '.get', '.delete'].map((method): WireEndpoint => ({
    name: `google.cachedContents${method}`,
    provider: google,
    dialect: plain,
    path: '/v1beta/cachedContents',
    headers: KEY,
    prepare: onCache,
  })),
  { name: 'vertex.predict', provider: vertex, dialect: plain, path: `${PLACE}/publishers/google`, headers: TOKEN },
  {
    name: 'vertex.cachedContents',
    provider: vertex,
    dialect: plain,
    path: `${PLACE}/cachedContents`,
    headers: TOKEN,
    prepare: async ({ request }) => ({ body: whole(request.body) }),
  },
  {
    name: 'vertex.cachedContents.delete',
    provider: vertex,
    dialect: plain,
    path: `${PLACE}/cachedContents`,
    headers: TOKEN,
    prepare: onVertexCache,
  },
]
