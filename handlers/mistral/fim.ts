import type { Call } from '../../src/provider.ts'
import { readPrompt } from '../compatible/prompt.ts'
import type { ChatProfile } from '../openai/chat-completions/profile.ts'
import { parseChat, type ParseRules } from '../openai/chat-completions/parse.ts'
import type { ChatRequest } from '../openai/chat-completions/to-request.ts'
import { profile } from './chat-completions/index.ts'
import { rules } from './chat-completions/rules.ts'
import { FIM_REQUEST } from './chat-completions/wire.ts'
import { invalidModel } from './errors.ts'
import { traitsOf } from './models.ts'

const fimRules: ParseRules = {
  ...rules,
  shape: FIM_REQUEST,
  check(wire, { model }) {
    if (!traitsOf(model).fim) throw invalidModel(wire.model)
  },
  read: readPrompt,
  reasoning: () => undefined,
}

/** POST /fim/completions: answered and streamed like a chat completion (recorded). */
export const fimProfile: ChatProfile = {
  ...profile,
  name: 'fim',
  path: '/fim/completions',
  parse: (call: Call): ChatRequest => parseChat(call, fimRules),
}
