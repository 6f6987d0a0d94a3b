import { ApiError } from '../../src/errors.ts'
import { callChecks } from '../compatible/call-checks.ts'
import { refused } from './wording.ts'

/** 50 MB, as the guide to images says. */
const MOST_BYTES = 52_428_800

/** Refuses bodies that are too large or no JSON by their own account. */
export const checkCall = callChecks({
  mostBytes: MOST_BYTES,
  // The sentence is that of too large files of sound (published); of JSON bodies none is known.
  tooLarge: (bytes) =>
    new ApiError('invalid_request', `Maximum content size limit (${MOST_BYTES}) exceeded (${bytes} bytes read)`, {
      status: 413,
      type: 'server_error',
      param: null,
      code: null,
    }),
  // Published in February 2024 and November 2025.
  wrongType: (type) =>
    refused(
      `Unsupported content type: '${type.split(';')[0]!.trim()}'. This API method only accepts 'application/json' requests, but you specified the header 'Content-Type: ${type}'. Please try again with a supported content type.`,
      null,
      'unsupported_content_type',
    ),
})
