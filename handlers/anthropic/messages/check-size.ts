import { bytesOver } from '../../../src/byte-length.ts'
import { ApiError } from '../../../src/errors.ts'

/** 32 MB, as documented for messages and token counts. */
const MOST_BYTES = 33_554_432

/** Refuses a body that the edge does not let in; the published body has neither `type` nor `request_id`. */
export function checkSize(text: string): void {
  const bytes = bytesOver(text, MOST_BYTES)
  if (bytes === undefined) return
  throw new ApiError('invalid_request', 'Request exceeds the maximum size', {
    status: 413,
    details: { isEdge: true },
    hint: `The body has ${bytes} bytes; ${MOST_BYTES} are allowed.`,
  })
}
