import type { Completion } from '../../../src/completion.ts'
import type { Endpoint } from '../../../src/provider.ts'
import { createRandom, fork } from '../../../src/random.ts'
import type { ChatExchange } from '../../openai/chat-completions/profile.ts'
import type { ChatRequest } from '../../openai/chat-completions/to-request.ts'
import type { WireRequest } from '../../openai/chat-completions/wire.ts'
import { isCloud } from '../headers.ts'
import { imagePart, nativeRules } from '../chat/parse.ts'
import { nativeEndpoint } from '../chat/native-endpoint.ts'
import { GENERATE, type WireGenerate } from '../chat/wire.ts'

/** POST /api/generate. */
export const generate: Endpoint<ChatRequest, Completion> = nativeEndpoint(
  'generate',
  '/api/generate',
  nativeRules(GENERATE, 'GenerateRequest', read),
  {
    said: ({ text, thinking }) => ({ response: text, ...(thinking === undefined ? {} : { thinking }) }),
    last: (exchange) =>
      isCloud(exchange) || exchange.request.wire['raw'] === true ? {} : { context: contextOf(exchange) },
  },
)

/** The prompt as a conversation; empty where there is none. */
function read({ prompt, system, images, suffix }: WireGenerate): Partial<WireRequest> {
  if (!prompt && !suffix) return { messages: [] }
  const text = `${prompt ?? ''}${suffix ?? ''}`
  const content = images && images.length > 0 ? [{ type: 'text' as const, text }, ...images.map(imagePart)] : text
  return { messages: [...(system ? [{ role: 'system' as const, content: system }] : []), { role: 'user', content }] }
}

/** As many token ids as prompt and answer have; what they mean is the model's own matter. */
function contextOf({ seed, usage }: ChatExchange): readonly number[] {
  const random = createRandom(fork(seed, 'context'))
  return Array.from({ length: usage.inputTokens + usage.outputTokens }, () => random.integer(0, 127_999))
}
