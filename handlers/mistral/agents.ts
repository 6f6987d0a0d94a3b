import type { Call } from '../../src/provider.ts'
import { issuesOf, type Shape } from '../../src/validation.ts'
import { parseChat } from '../openai/chat-completions/parse.ts'
import type { ChatProfile } from '../openai/chat-completions/profile.ts'
import type { ChatRequest } from '../openai/chat-completions/to-request.ts'
import { profile } from './chat-completions/index.ts'
import { rules } from './chat-completions/rules.ts'
import { REQUEST } from './chat-completions/wire.ts'
import { unprocessable } from '../compatible/pydantic.ts'

/** The model behind every agent: that of the recorded ones. */
const AGENTS_MODEL = 'mistral-small-2506'

/** What belongs to the agent, and cannot be said with the messages. */
const OF_THE_AGENT: ReadonlySet<string> = new Set(['model', 'temperature', 'top_p', 'safe_prompt'])

const SHAPE: Shape = {
  type: 'object',
  fields: {
    ...Object.fromEntries(Object.entries(REQUEST.fields).filter(([name]) => !OF_THE_AGENT.has(name))),
    agent_id: { type: 'string', required: true },
  },
}

/** POST /agents/completions: answered and streamed like a chat completion by the agent's model, which the answer names (recorded). */
export const agentsProfile: ChatProfile = {
  ...profile,
  name: 'agents',
  path: '/agents/completions',
  parse: parseAgents,
}

function parseAgents(call: Call): ChatRequest {
  const body = call.json
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return parseChat(call, rules)
  const found = issuesOf(body, SHAPE)
  const issues =
    call.validation === 'lenient' ? found.filter(({ kind }) => kind === 'missing' || kind === 'type') : found
  if (issues.length > 0) throw unprocessable(issues, body)
  const { agent_id: _agent, ...said } = body as { readonly agent_id: string }
  return parseChat({ ...call, json: { ...said, model: AGENTS_MODEL } }, rules)
}
