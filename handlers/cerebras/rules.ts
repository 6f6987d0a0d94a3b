import type { ApiError } from '../../src/errors.ts'
import type { Field, Issue } from '../../src/validation.ts'
import { callChecks, edgeRules } from '../compatible/call-checks.ts'
import { plainRules } from '../compatible/plain-rules.ts'
import { REQUEST, type WireRequest } from '../openai/chat-completions/wire.ts'
import { wordIssue } from '../openai/wording.ts'
import { refused, unknownModel } from './errors.ts'

/** What Cerebras takes besides OpenAI's members. */
const OWN: Readonly<Record<string, Field>> = {
  clear_thinking: { type: 'boolean', nullable: true },
  disable_reasoning: { type: 'boolean', nullable: true },
  reasoning_format: { type: 'string', nullable: true, choice: ['none', 'parsed', 'raw', 'hidden', 'text_parsed'] },
  reasoning_effort: { type: 'string', nullable: true, choice: ['none', 'low', 'medium', 'high'] },
  min_tokens: { type: 'integer', nullable: true },
  top_k: { type: 'integer', nullable: true },
  queue_threshold: { type: 'number', nullable: true },
  service_tier: { type: 'string', nullable: true },
}

/** What Cerebras refuses (wording of unknown members: public reports of 2026). */
export const rules = plainRules({ refused, unknownModel, word }, OWN, {
  checkCall: callChecks(edgeRules('cloudflare')),
  check,
})

const FOREIGN = new Set(['store', 'metadata', 'moderation', 'web_search_options'])

function word(issues: readonly Issue[]): ApiError {
  const { message, param } = wordIssue(issues[0]!)
  return refused(message, param ?? null)
}

/** Members that it does not know, in the body and in an assistant's messages, each on a line of its own. */
function check(wire: WireRequest): void {
  const known = (name: string) => name in OWN || (name in REQUEST.fields && !FOREIGN.has(name))
  const body = Object.keys(wire).filter((name) => !known(name))
  if (body.length > 0)
    throw unsupported(
      body.map((name) => `body.${name}`),
      422,
    )
  const messages = wire.messages.flatMap((message, index) =>
    message.role === 'assistant' && 'reasoning_content' in message
      ? [`messages.${index}.assistant.reasoning_content`]
      : [],
  )
  if (messages.length > 0) throw unsupported(messages, 400)
}

function unsupported(paths: readonly string[], status: number): ApiError {
  const lines = paths.map((path) => `${path}: property '${path}' is unsupported`)
  return refused(lines.join('\n'), 'validation_error').with({ status })
}
