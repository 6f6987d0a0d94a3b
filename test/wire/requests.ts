import { chatRequests } from './requests-chat.ts'
import { messagesRequests } from './requests-messages.ts'
import type { Ask } from './replay.ts'

/** Requests of ours by endpoint and scenario: each brings about the structure that the facts of the scenario describe. */
export const REQUESTS: Readonly<Record<string, Readonly<Record<string, Ask>>>> = {
  'openai.chat': chatRequests({ model: 'gpt-4o-mini', plainModel: 'gpt-5-mini', oldModel: 'gpt-3.5-turbo' }),
  'anthropic.messages': messagesRequests,
}

/** Pieces of answers that no rule can ask for yet; scenarios that hold one wait. */
const NOT_YET: readonly string[] = ['server_tool_use', 'mcp_tool_use', 'citations']

/** Whether a scenario waits for something that is not simulated yet. */
export function isNotYet(scenario: string): boolean {
  return NOT_YET.some((word) => scenario.split(' ').includes(word))
}
