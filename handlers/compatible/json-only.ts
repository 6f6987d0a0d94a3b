import { ApiError } from '../../src/errors.ts'
import type { Call } from '../../src/provider.ts'

/** 415 for a body that is not sent as JSON, in the words of Rust's axum; a lenient simulation does not mind. */
export function checkJsonOnly({ headers, validation }: Call): void {
  if (validation === 'lenient') return
  const type = headers.get('content-type')
  // What fetch says of a text whose type nobody stated is let pass; the API would not.
  if (type === null || type === 'text/plain;charset=UTF-8') return
  if (/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) return
  throw new ApiError('invalid_request', 'Expected request with `Content-Type: application/json`', {
    status: 415,
    hint: 'Send content-type: application/json.',
  })
}
