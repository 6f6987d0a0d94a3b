import { createSimulation } from 'msw-llm/core'
import { openai as provider } from 'msw-llm/openai'
import OpenAI from 'openai'
import { streamChunks } from '../stream-chunks'

const llm = createSimulation({ providers: [provider], seed: 7 })
llm.when('harbour').reply('The harbour fills without a sound, twice a day.')

/** The same without MSW: the client's own `fetch` is the simulation's. */
export function POST(request: Request) {
  return streamChunks(new OpenAI({ apiKey: 'any', maxRetries: 0, fetch: llm.fetch }), request)
}
