import type { OperationResult } from '../../src/exchange.ts'
import type { Endpoint } from '../../src/provider.ts'
import type { CompletionRequest, OperationRequest } from '../../src/request.ts'
import { encodeError } from './messages/errors.ts'
import { plainHeaders } from './messages/headers.ts'
import { parseAs } from './messages/parse.ts'
import { countShape } from './messages/request-shape.ts'
import type { MessagesRequest } from './messages/wire.ts'

interface CountRequest extends OperationRequest<MessagesRequest> {
  readonly operation: 'count-tokens'
  /** The request whose input is counted. */
  readonly counted: CompletionRequest<MessagesRequest>
}

interface CountResult extends OperationResult {
  readonly inputTokens: number
}

/** `POST /v1/messages/count_tokens`: what creation would bill as input. */
export const countTokens: Endpoint<CountRequest, CountResult> = {
  name: 'count_tokens',
  method: 'POST',
  path: '/v1/messages/count_tokens',
  operation: 'count-tokens',
  // Twice the requests of messages, and no tokens (the vendor's page of token counting, by memory).
  limits: ({ requestsPerMinute }) =>
    requestsPerMinute === undefined ? {} : { requestsPerMinute: 2 * requestsPerMinute },
  parse(call) {
    const counted = parseAs(call, () => countShape)
    return { operation: 'count-tokens', model: counted.model, stream: false, wire: counted.wire, counted }
  },
  async perform({ counted }, { accounting, model, tokenizer }) {
    return { inputTokens: accounting.countInput(counted, model!, await tokenizer()) }
  },
  encode({ request, outcome: { inputTokens } }) {
    const isManaged = request.wire.context_management != null
    return {
      input_tokens: inputTokens,
      ...(isManaged ? { context_management: { original_input_tokens: inputTokens } } : {}),
    }
  },
  style: 'compact',
  encodeError,
  headers: plainHeaders,
}
