import type { ApiError } from '../../src/errors.ts'
import type { ResolvedModel } from '../../src/models.ts'
import type { Path } from '../../src/validation.ts'
import type { WireRequest } from '../openai/chat-completions/wire.ts'
import { refused } from './errors.ts'

/** 400 that names the member of the body and nothing else (public reports of 2025 and 2026). */
export function illegal([member]: Path): ApiError {
  return refused(`The ${String(member)} parameter is illegal. Please check the documentation.`).with({ code: '1214' })
}

/** What Z.ai refuses beyond types and ranges: a conversation without a user, more output than the model has. */
export function check(wire: WireRequest, { model }: ResolvedModel): void {
  if (!wire.messages.some(({ role }) => role === 'user')) throw illegal(['messages'])
  if ((wire.max_tokens ?? 0) > model.maxOutputTokens) throw illegal(['max_tokens'])
}
