import OpenAI from 'openai'
import { streamChunks } from '../stream-chunks'

/** Asks OpenAI at its own address: what `instrumentation.ts` listens with answers. */
export function POST(request: Request) {
  return streamChunks(new OpenAI({ apiKey: 'any', maxRetries: 0 }), request)
}
