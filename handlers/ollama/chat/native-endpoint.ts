import type { Completion } from '../../../src/completion.ts'
import { ndjson } from '../../../src/framing/ndjson.ts'
import { drawId, LOWER_ALNUM } from '../../../src/ids.ts'
import type { Endpoint } from '../../../src/provider.ts'
import type { Seed } from '../../../src/random.ts'
import { chatCompletions } from '../../openai/chat-completions/index.ts'
import { parseChat, type ParseRules } from '../../openai/chat-completions/parse.ts'
import type { ChatRequest } from '../../openai/chat-completions/to-request.ts'
import { encodeError } from '../errors.ts'
import { headers, isCloud } from '../headers.ts'
import { rememberLoaded } from '../loaded.ts'
import { nativeBody, nativeChunks, type NativeLayout } from './native-chunks.ts'

/** `call_` and 8 characters (recorded). */
export function toolCallId(seed: Seed, name: string): string {
  return `call_${drawId(seed, name, 8, LOWER_ALNUM)}`
}

/** One of the two native endpoints that answer: lines of JSON, streamed unless asked otherwise. */
export function nativeEndpoint(
  name: string,
  path: string,
  rules: ParseRules,
  layout: NativeLayout,
): Endpoint<ChatRequest, Completion> {
  const endpoint = chatCompletions({
    name,
    path,
    style: 'compact',
    contentType: 'application/json; charset=utf-8',
    framing: ndjson,
    done: null,
    parse: (call) => parseChat(call, rules),
    body: (exchange) => nativeBody(exchange, layout),
    chunks: (exchange) => nativeChunks(exchange, layout),
    toolCallId,
    isVisible: () => true,
    encodeError,
    headers: (exchange) =>
      isCloud(exchange) && !exchange.error
        ? { ...headers(exchange), 'content-type': 'application/json' }
        : headers(exchange),
  })
  return {
    ...endpoint,
    // Without a prompt the model is loaded, and nothing is said.
    forced: ({ messages }) => (messages.length === 0 ? { content: [], finishReason: 'stop' } : undefined),
    remember: rememberLoaded,
  }
}
