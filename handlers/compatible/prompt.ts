import type { CompletionRequest } from '../../src/request.ts'
import type { Field } from '../../src/validation.ts'
import type { WireRequest } from '../openai/chat-completions/wire.ts'

/** Members of a text completion's body. */
export interface PromptMembers {
  readonly prompt: string | readonly string[]
  readonly suffix?: string | null
  readonly echo?: boolean | null
}

export const PROMPT: Readonly<Record<string, Field>> = {
  prompt: { type: 'either', required: true, shapes: [{ type: 'string' }, { type: 'array', of: { type: 'string' } }] },
  suffix: { type: 'string', nullable: true },
  messages: { type: 'any' },
}

/** A text completion as a conversation: what comes after the gap is context, what comes before it is the prompt. */
export function readPrompt(wire: WireRequest): WireRequest {
  // The shape has been checked.
  const { prompt, suffix } = wire as WireRequest & PromptMembers
  const after = suffix ? [{ role: 'system' as const, content: suffix }] : []
  return { ...wire, messages: [...after, { role: 'user', content: [prompt ?? ''].flat().join('') }] }
}

/** Whether a request asks for the continuation of a text. */
export function isPrompt({ wire }: Pick<CompletionRequest, 'wire'>): boolean {
  return typeof wire === 'object' && wire !== null && 'prompt' in wire
}
