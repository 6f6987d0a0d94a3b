import { OpenRouter } from '@openrouter/sdk'
import { CohereClient, CohereClientV2 } from 'cohere-ai'
import Groq, { toFile } from 'groq-sdk'
import { Ollama } from 'ollama'
import Together from 'together-ai'
import { VoyageAIClient } from 'voyageai'
import { mistralRows } from './mistral.ts'
import { joined, KEY, MESSAGES, PROMPT, type Rows } from './rows.ts'

const DOCUMENTS = ['Bananas are yellow.', 'Lisbon has a harbour.']

function groqRows(): Rows {
  const client = () => new Groq({ apiKey: KEY, maxRetries: 0 })
  const ask = { model: 'llama-3.3-70b-versatile', messages: MESSAGES }
  return {
    chat: {
      whole: async () => (await client().chat.completions.create(ask)).choices[0]!.message.content,
      stream: () =>
        joined(client().chat.completions.create({ ...ask, stream: true }), ({ choices }) => choices[0]?.delta.content),
    },
    audio: {
      async whole() {
        const file = await toFile(new Uint8Array(80_000).fill(7), 'call.mp3')
        const { text } = await client().audio.translations.create({ file, model: 'whisper-large-v3' })
        const said = await client().audio.transcriptions.create({ file, model: 'whisper-large-v3-turbo' })
        return said.text === text && text
      },
    },
    models: {
      async whole() {
        await client().models.retrieve(ask.model)
        await client().models.retrieve('openai/gpt-oss-120b')
        return (await client().models.list()).data.length
      },
    },
  }
}

function cohereRows(): Rows {
  const client = () => new CohereClientV2({ token: KEY })
  const ask = { model: 'command-a-03-2025', messages: [...MESSAGES] }
  return {
    chat: {
      async whole() {
        const { message } = await client().chat(ask)
        return message.content!.map((block) => (block.type === 'text' ? block.text : '')).join('')
      },
      stream: () =>
        joined(client().chatStream(ask), (event) =>
          event.type === 'content-delta' ? event.delta?.message?.content?.text : '',
        ),
    },
    embed: {
      async whole() {
        const body = { model: 'embed-v4.0', inputType: 'search_query', texts: [PROMPT] } as const
        return (await client().embed({ ...body, texts: [PROMPT], embeddingTypes: ['float'] })).embeddings.float
      },
    },
    rerank: {
      whole: async () =>
        (await client().rerank({ model: 'rerank-v3.5', query: 'harbour', documents: DOCUMENTS })).results[0]!.index,
    },
  }
}

function cohereOneRows(): Rows {
  const client = () => new CohereClient({ token: KEY })
  const model = 'command-a-03-2025'
  return {
    chat: {
      whole: async () => (await client().chat({ model, message: PROMPT })).text,
      stream: () =>
        joined(client().chatStream({ model, message: PROMPT }), (event) =>
          event.eventType === 'text-generation' ? event.text : '',
        ),
    },
    'embed and rerank': {
      async whole() {
        await client().embed({ model: 'embed-v4.0', inputType: 'search_query', texts: [PROMPT] })
        return (await client().rerank({ query: 'harbour', documents: DOCUMENTS })).results[0]!.index
      },
    },
    'tokens, models and keys': {
      async whole() {
        const { tokens } = await client().tokenize({ text: PROMPT, model })
        await client().models.list()
        await client().models.get(model)
        await client().checkApiKey()
        return (await client().detokenize({ tokens, model })).text === PROMPT
      },
    },
  }
}

function togetherRows(): Rows {
  const client = () => new Together({ apiKey: KEY, maxRetries: 0 })
  const model = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
  const completion = { model, prompt: 'The sea is', max_tokens: 40 }
  return {
    chat: {
      whole: async () =>
        (await client().chat.completions.create({ model, messages: MESSAGES })).choices[0]!.message!.content,
      stream: () =>
        joined(
          client().chat.completions.create({ model, messages: MESSAGES, stream: true }),
          ({ choices }) => choices[0]?.delta.content,
        ),
    },
    completions: {
      whole: async () => (await client().completions.create(completion)).choices[0]!.text,
      stream: () =>
        joined(client().completions.create({ ...completion, stream: true }), ({ choices }) => choices[0]?.text),
    },
    'embeddings, rerank, images and models': {
      async whole() {
        await client().embeddings.create({ model: 'BAAI/bge-base-en-v1.5', input: PROMPT })
        await client().rerank.create({ model: 'Salesforce/Llama-Rank-V1', query: 'harbour', documents: DOCUMENTS })
        await client().images.generate({ model: 'black-forest-labs/FLUX.1-schnell', prompt: 'a harbour' })
        return (await client().models.list()).length
      },
    },
  }
}

/** The texts of a message; of other items, none. */
function textsOfItem(item: object): readonly string[] {
  const { content = [] } = item as { readonly content?: readonly { readonly text?: string }[] }
  return content.map(({ text = '' }) => text)
}

function openRouterRows(): Rows {
  const client = () => new OpenRouter({ apiKey: KEY, retryConfig: { strategy: 'none' } })
  const chatRequest = { model: 'anthropic/claude-haiku-4.5', messages: [...MESSAGES] }
  return {
    chat: {
      async whole() {
        const answer = await client().chat.send({ chatRequest: { ...chatRequest, stream: false } })
        return 'choices' in answer && answer.choices[0]!.message.content
      },
      async stream() {
        const stream = await client().chat.send({ chatRequest: { ...chatRequest, stream: true } })
        return 'choices' in stream ? '' : joined(stream, ({ choices }) => choices[0]?.delta.content)
      },
    },
    responses: {
      async whole() {
        const answer = await client().beta.responses.send({
          responsesRequest: { model: 'openai/gpt-4o-mini', input: PROMPT },
        })
        return 'output' in answer && answer.output.flatMap(textsOfItem).join('')
      },
      async stream() {
        const responsesRequest = { model: 'openai/gpt-4o-mini', input: PROMPT, stream: true } as const
        const stream = await client().beta.responses.send({ responsesRequest })
        return 'output' in stream
          ? ''
          : joined(stream, (event) => (event.type === 'response.output_text.delta' ? event.delta : ''))
      },
    },
    'embeddings and rerank': {
      async whole() {
        await client().embeddings.generate({ requestBody: { model: 'openai/text-embedding-3-small', input: PROMPT } })
        const requestBody = { model: 'cohere/rerank-v3.5', query: 'harbour', documents: DOCUMENTS }
        const ranked = await client().rerank.rerank({ requestBody })
        return typeof ranked !== 'string' && ranked.results[0]!.index
      },
    },
    'models, prices and the account': {
      async whole() {
        const name = { author: 'anthropic', slug: 'claude-haiku-4.5' }
        await client().models.count()
        await client().models.get(name)
        await client().endpoints.list(name)
        await client().apiKeys.getCurrentKeyMetadata()
        await client().credits.getCredits()
        const answer = await client().chat.send({ chatRequest: { ...chatRequest, stream: false } })
        const { data } = await client().generations.getGeneration({ id: 'id' in answer ? answer.id : '' })
        return data.totalCost > 0 && (await client().models.list()).result.data.length
      },
    },
  }
}

function ollamaRows(): Rows {
  const client = () => new Ollama()
  const model = 'llama3.2'
  return {
    chat: {
      whole: async () => (await client().chat({ model, messages: [...MESSAGES] })).message.content,
      stream: () =>
        joined(client().chat({ model, messages: [...MESSAGES], stream: true }), ({ message }) => message.content),
    },
    generate: {
      whole: async () => (await client().generate({ model, prompt: PROMPT })).response,
      stream: () => joined(client().generate({ model, prompt: PROMPT, stream: true }), ({ response }) => response),
    },
    embed: {
      async whole() {
        await client().embeddings({ model: 'nomic-embed-text', prompt: PROMPT })
        return (await client().embed({ model: 'nomic-embed-text', input: PROMPT })).embeddings[0]
      },
    },
    'models and the server': {
      async whole() {
        await client().show({ model })
        await client().list()
        await client().ps()
        await client().pull({ model })
        return (await client().version()).version
      },
    },
  }
}

function voyageRows(): Rows {
  const client = () => new VoyageAIClient({ apiKey: KEY })
  return {
    embeddings: {
      whole: async () => (await client().embed({ input: PROMPT, model: 'voyage-3.5' })).data![0]!.embedding,
    },
    rerank: {
      whole: async () =>
        (await client().rerank({ query: 'harbour', documents: DOCUMENTS, model: 'rerank-2.5' })).data![0]!.index,
    },
  }
}

export const otherClients: Readonly<Record<string, Rows>> = {
  'groq-sdk': groqRows(),
  '@mistralai/mistralai': mistralRows,
  'cohere-ai V2': cohereRows(),
  'cohere-ai V1': cohereOneRows(),
  'together-ai': togetherRows(),
  '@openrouter/sdk': openRouterRows(),
  ollama: ollamaRows(),
  voyageai: voyageRows(),
}
