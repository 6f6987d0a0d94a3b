import type { Driver } from './driver.ts'

const VECTORS = 'answers with vectors: it has no chat'

/** Voyage's embeddings: what of the contract does not ask for an answer in words. */
export const voyageDriver: Driver = {
  provider: 'voyage',
  url: 'https://api.voyageai.com/v1/embeddings',
  model: 'voyage-3.5',
  headers: (key) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' }),
  body: ({ prompt = 'Tell me about the sea.', model = 'voyage-3.5' }) => ({
    model,
    input: prompt,
    // Longer texts are cut unless told otherwise.
    truncation: false,
  }),
  read: (body: any) => ({
    text: '',
    toolCalls: [],
    finish: '',
    inputTokens: body.usage.total_tokens,
    outputTokens: 0,
  }),
  readStream: (text) => voyageDriver.read(JSON.parse(text)),
  finish: { stop: '', length: '', tools: '', stopSequence: '' },
  status: { overloaded: 503, unknownModel: 400 },
  isTerminated: () => true,
  contentType: 'application/json',
  pathError: 'detail',
  tooLong: { words: 250_000, text: /context window of 32000 tokens/ },
  without: {
    text: VECTORS,
    streams: VECTORS,
    seeds: 'a text has the same vector whatever the seed',
  },
}
