import { bytesOver } from '../../src/byte-length.ts'
import { runCheck } from '../../src/checks.ts'
import { ApiError } from '../../src/errors.ts'
import type { Call } from '../../src/provider.ts'
import { refused } from './wording.ts'

/** 50 MB, as the guide to images says. */
const MOST_BYTES = 52_428_800

/** Refuses bodies that are too large or no JSON by their own account. */
export function checkCall(call: Call): void {
  runCheck(call, 'window', () => checkSize(call.text))
  runCheck(call, 'headers', () => checkContentType(call.headers.get('content-type')))
}

/** The sentence is that of too large files of sound (published); of JSON bodies none is known. */
function checkSize(text: string): void {
  const bytes = bytesOver(text, MOST_BYTES)
  if (bytes === undefined) return
  throw new ApiError('invalid_request', `Maximum content size limit (${MOST_BYTES}) exceeded (${bytes} bytes read)`, {
    status: 413,
    type: 'server_error',
    param: null,
    code: null,
  })
}

/** Published in February 2024 and November 2025. */
function checkContentType(type: string | null): void {
  // What fetch says of a text whose type nobody stated is let pass; the API would not.
  if (type === null || type === 'text/plain;charset=UTF-8' || /^application\/json\s*(;|$)/i.test(type)) return
  throw refused(
    `Unsupported content type: '${type.split(';')[0]!.trim()}'. This API method only accepts 'application/json' requests, but you specified the header 'Content-Type: ${type}'. Please try again with a supported content type.`,
    null,
    'unsupported_content_type',
    { hint: 'Send content-type: application/json.' },
  )
}
