import type OpenAI from 'openai'

/** Lets time pass on the simulation's clock. */
export type Sleep = (ms: number) => Promise<void>

/** What one client does at one endpoint, or at a few that belong together. */
export interface Row {
  /** Answers at once; gives the text, or whatever else the client made of it. */
  readonly whole?: (sleep: Sleep) => Promise<unknown>
  /** Streams the same; gives the same. */
  readonly stream?: () => Promise<unknown>
}

/** Rows by what they do. */
export type Rows = Readonly<Record<string, Row>>

export const PROMPT = 'Tell me about the harbour of Lisbon.'
export const MESSAGES = [{ role: 'user' as const, content: PROMPT }]
export const KEY = 'any-dummy-key'

/** Joins the texts of a stream's events. */
export async function joined<E>(
  events: AsyncIterable<E> | PromiseLike<AsyncIterable<E>>,
  textOf: (event: E) => string | null | undefined,
): Promise<string> {
  let text = ''
  for await (const event of await events) text += textOf(event) ?? ''
  return text
}

/** Reads a stream to its end. */
export async function collected<E>(events: AsyncIterable<E> | PromiseLike<AsyncIterable<E>>): Promise<E[]> {
  const all: E[] = []
  for await (const event of await events) all.push(event)
  return all
}

/** Chat completions by OpenAI's client, wherever it is pointed at. */
export function chatRow(client: () => OpenAI, model: string): Row {
  return {
    whole: async () =>
      (await client().chat.completions.create({ model, messages: MESSAGES })).choices[0]!.message.content,
    stream: () =>
      joined(
        client().chat.completions.create({ model, messages: MESSAGES, stream: true }),
        ({ choices }) => choices[0]?.delta.content,
      ),
  }
}

/** Legacy completions by OpenAI's client. */
export function completionsRow(client: () => OpenAI, model: string): Row {
  const body = { model, prompt: PROMPT, max_tokens: 40 }
  return {
    whole: async () => (await client().completions.create(body)).choices[0]!.text,
    stream: () => joined(client().completions.create({ ...body, stream: true }), ({ choices }) => choices[0]?.text),
  }
}

/** Responses by OpenAI's client. */
export function responsesRow(client: () => OpenAI, model: string): Row {
  return {
    whole: async () => (await client().responses.create({ model, input: PROMPT })).output_text,
    stream: () =>
      joined(client().responses.create({ model, input: PROMPT, stream: true }), (event) =>
        event.type === 'response.output_text.delta' ? event.delta : '',
      ),
  }
}

/** What a kept response can be asked for, by OpenAI's client. */
export type KeptPart = 'cancel' | 'items'

/** A response that is kept: read back, also as a stream, and deleted; what more `parts` name where the API has it. */
export function keptRow(client: () => OpenAI, model: string, parts: readonly KeptPart[] = []): Row {
  const ask = { model, input: PROMPT, store: true, ...(parts.includes('cancel') ? { background: true } : {}) }
  return {
    async whole() {
      const { responses } = client()
      const { id } = await responses.create(ask)
      if (parts.includes('cancel')) await responses.cancel(id)
      if (parts.includes('items')) await responses.inputItems.list(id)
      const kept = await responses.retrieve(id)
      await responses.delete(id)
      return kept.id
    },
    async stream() {
      const { responses } = client()
      const [created] = await collected(responses.create({ ...ask, stream: true }))
      if (created?.type !== 'response.created') throw new Error(created?.type)
      const rest = await collected(responses.retrieve(created.response.id, { stream: true, starting_after: 2 }))
      return rest[0]!.sequence_number === 3 && created.response.id
    },
  }
}

/** Embeddings by OpenAI's client, in the format that it asks for by itself. */
export function embeddingsRow(client: () => OpenAI, model: string): Row {
  return { whole: async () => (await client().embeddings.create({ model, input: ['sea'] })).data[0]!.embedding }
}

/** The list of models and one of them. */
export function modelsRow(client: () => OpenAI, id: string): Row {
  return {
    async whole() {
      await client().models.retrieve(id)
      return (await client().models.list()).data.length
    },
  }
}

/** A path of a provider's own, by OpenAI's client. */
export function pathRow(client: () => OpenAI, path: string): Row {
  return { whole: async () => client().get(path) }
}
