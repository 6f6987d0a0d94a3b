import { choicesOf, textOf } from '../../src/completion.ts'
import { FINISH_REASON } from '../compatible/answer.ts'
import { readPrompt } from '../compatible/prompt.ts'
import { parseChat, type ParseRules } from '../openai/chat-completions/parse.ts'
import type { ChatProfile } from '../openai/chat-completions/profile.ts'
import { profile } from './chat-completions/index.ts'
import { envelope, wireUsage } from './chat-completions/encode.ts'
import { rules } from './chat-completions/rules.ts'
import { PROMPT_REQUEST } from './chat-completions/wire.ts'
import { choiceSeed } from './ids.ts'

const promptRules: ParseRules = {
  ...rules,
  shape: PROMPT_REQUEST,
  read: (wire) => ({ ...readPrompt(wire), logprobs: null, response_format: null }),
  reasoning: () => undefined,
}

/** POST /completions: `text.completion` with a dot (recorded); streamed in the chunks of chat. */
export const completionsProfile: ChatProfile = {
  ...profile,
  name: 'completions',
  path: '/completions',
  parse: (call) => parseChat(call, promptRules),
  body(exchange) {
    const { id, created, model } = envelope(exchange)
    return {
      id,
      object: 'text.completion',
      created,
      model,
      prompt: [],
      choices: choicesOf(exchange.outcome).map((choice, index) => ({
        text: textOf(choice),
        finish_reason: FINISH_REASON[choice.finishReason],
        seed: choiceSeed(exchange.seed, index),
        logprobs: null,
        index,
      })),
      usage: wireUsage(exchange.usage),
    }
  },
}
