import type { Completion } from '../../../src/completion.ts'
import type { Endpoint } from '../../../src/provider.ts'
import type { ChatRequest } from '../../openai/chat-completions/to-request.ts'
import { nativeRules, readChat } from './parse.ts'
import { nativeEndpoint } from './native-endpoint.ts'
import { CHAT } from './wire.ts'

/** POST /api/chat. */
export const chat: Endpoint<ChatRequest, Completion> = nativeEndpoint(
  'chat',
  '/api/chat',
  nativeRules(CHAT, 'ChatRequest', readChat),
  {
    said: ({ text, thinking, calls }) => ({
      message: {
        role: 'assistant',
        content: text,
        ...(thinking === undefined ? {} : { thinking }),
        ...(calls ? { tool_calls: calls } : {}),
      },
    }),
  },
)
