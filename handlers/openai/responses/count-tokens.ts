import type { OperationResult } from '../../../src/exchange.ts'
import type { Endpoint } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import type { ResponsesProfile } from './profile.ts'
import type { ResponsesRequest } from './to-request.ts'

interface CountRequest extends OperationRequest {
  readonly counted: ResponsesRequest
}

interface Counted extends OperationResult {
  readonly inputTokens: number
}

/** POST /responses/input_tokens: what the same request would be billed for its input. */
export function countInputTokens(profile: ResponsesProfile): Endpoint<CountRequest, Counted> {
  return {
    name: 'responses.input_tokens',
    method: 'POST',
    path: `${profile.path ?? '/responses'}/input_tokens`,
    operation: 'count-tokens',
    style: 'pretty',
    parse(call) {
      const counted = profile.parse(call)
      return { operation: 'count-tokens', model: counted.model, stream: false, wire: counted.wire, counted }
    },
    async perform({ counted }, { accounting, model, tokenizer }) {
      return { inputTokens: accounting.countInput(counted, model!, await tokenizer()) }
    },
    encode: ({ outcome }) => profile.writeBody({ object: 'response.input_tokens', input_tokens: outcome.inputTokens }),
    encodeError: (error, exchange) => profile.encodeError(error, exchange),
    headers: profile.headers,
  }
}
