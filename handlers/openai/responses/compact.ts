import { NO_USAGE, type Usage } from '../../../src/completion.ts'
import type { Exchange, OperationResult } from '../../../src/exchange.ts'
import { drawId, HEX } from '../../../src/ids.ts'
import type { Endpoint } from '../../../src/provider.ts'
import { createRandom, fork } from '../../../src/random.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { encryptedContent } from './encrypted.ts'
import { chainedId } from './ids.ts'
import type { ResponsesProfile } from './profile.ts'
import { keptItem } from './stored.ts'
import type { ResponsesRequest } from './to-request.ts'
import { wireUsage } from './usage.ts'

interface CompactRequest extends OperationRequest {
  readonly compacted: ResponsesRequest
}

interface Compacted extends OperationResult {
  readonly usage: Usage
}

/** Tokens of the instruction to summarise, besides the conversation; the same on all five recordings of 2026 with a known conversation. */
const INSTRUCTION_TOKENS = 93

/** POST /responses/compact: the user's messages as they are, all else as one encrypted item. */
export function compact(profile: ResponsesProfile): Endpoint<CompactRequest, Compacted> {
  return {
    name: 'responses.compact',
    method: 'POST',
    path: `${profile.path ?? '/responses'}/compact`,
    operation: 'compact',
    style: 'pretty',
    parse(call) {
      const compacted = profile.parse(call)
      return { operation: 'compact', model: compacted.model, stream: false, wire: compacted.wire, compacted }
    },
    async perform({ compacted }, { accounting, model, tokenizer, seed }) {
      const inputTokens = accounting.countInput(compacted, model!, await tokenizer()) + INSTRUCTION_TOKENS
      // A summary of a short conversation: 186 to 297 tokens in nine recordings.
      const outputTokens = createRandom(fork(seed, 'summary')).integer(186, 297)
      return { usage: { ...NO_USAGE, inputTokens, outputTokens } }
    },
    encode: (exchange) => profile.writeBody(compaction(exchange)),
    encodeError: (error, exchange) => profile.encodeError(error, exchange),
    headers: profile.headers,
  }
}

function compaction(exchange: Exchange<CompactRequest, Compacted> & { readonly outcome: Compacted }): object {
  const { request, outcome, seed, receivedAtMs } = exchange
  const { items, chain = drawId(seed, 'chain', 16, HEX) } = request.compacted
  const own = items.filter((item) => item.role === 'user' || item.role === 'developer' || item.role === 'system')
  const kept = own.map((item, index) =>
    keptItem(item, (prefix) => `${prefix}_${chainedId(exchange, chain, receivedAtMs, `input ${index}`)}`),
  )
  const id = (name: string) => chainedId(exchange, chain, receivedAtMs, name, '01')
  const summary = {
    id: `cmp_${id('compaction')}`,
    type: 'compaction',
    encrypted_content: encryptedContent(seed, 'compaction', 1.32 * outcome.usage.outputTokens),
  }
  return {
    id: `resp_${id('response')}`,
    object: 'response.compaction',
    created_at: Math.floor(receivedAtMs / 1000),
    output: [...kept, summary],
    usage: wireUsage(outcome.usage),
  }
}
