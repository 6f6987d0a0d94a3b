import { textOf } from '../../src/completion.ts'
import { FINISH_REASON } from '../compatible/answer.ts'
import { readPrompt, type PromptMembers } from '../compatible/prompt.ts'
import { errorBody } from '../compatible/wording.ts'
import { parseChat, type ParseRules } from '../openai/chat-completions/parse.ts'
import type { ChatChunks, ChatExchange, ChatProfile } from '../openai/chat-completions/profile.ts'
import { envelope, wireUsage } from './chat-completions/encode.ts'
import { profile } from './chat-completions/index.ts'
import { rules } from './chat-completions/rules.ts'
import { PROMPT_REQUEST } from './chat-completions/wire.ts'
import { wording } from './errors.ts'

const promptRules: ParseRules = { ...rules, shape: PROMPT_REQUEST, read: readPrompt, reasoning: () => undefined }

/** POST /completions: the text of a gap between a prompt and a suffix. */
export const completionsProfile: ChatProfile = {
  ...profile,
  name: 'completions',
  path: '/completions',
  parse: (call) => parseChat(call, promptRules),
  body(exchange) {
    const { outcome } = exchange
    const choice = {
      text: echoed(exchange) + textOf(outcome),
      index: 0,
      logprobs: null,
      finish_reason: FINISH_REASON[outcome.finishReason],
    }
    return { ...headOf(exchange), choices: [choice], usage: wireUsage(exchange.usage) }
  },
  chunks: textChunks,
}

function headOf(exchange: ChatExchange): object {
  const { id, created, model, fingerprint } = envelope(exchange)
  return { id, object: 'text_completion', created, model, system_fingerprint: fingerprint }
}

function echoed({ request }: ChatExchange): string {
  // The shape has been checked by parse.
  const { echo, prompt } = request.wire as unknown as PromptMembers
  return echo ? [prompt].flat().join('') : ''
}

function textChunks(exchange: ChatExchange): ChatChunks {
  const head = headOf(exchange)
  const chunk = (text: string, reason: string | null = null, usage: object | null = null) => ({
    ...head,
    choices: [{ text, index: 0, logprobs: null, finish_reason: reason }],
    usage,
  })
  const echo = echoed(exchange)
  return {
    open: () => (echo === '' ? [] : [chunk(echo)]),
    text: (_, __, delta) => chunk(delta),
    call: () => [],
    finish: (_, { finishReason }) => [chunk('', FINISH_REASON[finishReason], wireUsage(exchange.usage))],
    end: () => [],
    // The wording gives objects only.
    error: (error) => errorBody(wording, error, exchange) as object,
  }
}
