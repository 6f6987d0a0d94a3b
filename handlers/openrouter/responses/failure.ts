import type { ApiError, ErrorKind } from '../../../src/errors.ts'
import type { Failure, ResponsesExchange } from '../../openai/responses/profile.ts'
import { errorTypeOf, wording } from '../errors.ts'
import { wordsOf } from '../../compatible/wording.ts'

/** The few codes of this API (published); everything else is a `server_error`. */
const CODES: Readonly<Partial<Record<ErrorKind, string>>> = {
  rate_limit: 'rate_limit_exceeded',
  invalid_request: 'invalid_prompt',
  context_length: 'invalid_prompt',
  content_filter: 'image_content_policy_violation',
}

/** What breaks a stream: a code of OpenAI's, and beside it OpenRouter's own type of the error (published). */
export function failure(error: ApiError, exchange: ResponsesExchange): Failure {
  const { message } = wordsOf(wording, error, exchange)
  const code = CODES[error.kind] ?? 'server_error'
  return {
    event: { code, message, param: null },
    response: { error: { code, message }, error_type: errorTypeOf(error) },
  }
}
