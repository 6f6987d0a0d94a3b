import type { OperationResult } from '../../src/exchange.ts'
import type { Endpoint } from '../../src/provider.ts'
import type { CompletionRequest, OperationRequest } from '../../src/request.ts'
import type { Backend } from './backend.ts'
import { readBody, resolveModel } from './generate-content/parse.ts'
import { toRequest } from './generate-content/to-request.ts'
import type { Modality, WireContent, WireRequest } from './generate-content/wire.ts'
import { mediaTokens } from './media-tokens.ts'
import { remembering, transportOf, writeBody, JSON_TYPE, type Transport } from './transport.ts'

interface CountRequest extends OperationRequest<WireRequest> {
  readonly operation: 'count-tokens'
  /** The request whose input is counted. */
  readonly counted: CompletionRequest<WireRequest>
  readonly transport: Transport
}

interface CountResult extends OperationResult {
  readonly total: number
  readonly byModality: readonly (readonly [Modality, number])[]
}

/** `:countTokens`: what an answer would bill as its prompt. */
export function countTokens(backend: Backend, path: string): Endpoint<CountRequest, CountResult> {
  return {
    name: 'countTokens',
    method: 'POST',
    path: `${path}:countTokens`,
    operation: 'count-tokens',
    style: 'pretty+newline',
    contentType: JSON_TYPE,
    parse: (call) =>
      remembering(call, () => {
        const body = readBody(call, backend.countRequest, backend) as WireRequest & {
          readonly generateContentRequest?: WireRequest
        }
        const { model } = resolveModel(call, backend, 'countTokens')
        const wire = body.generateContentRequest ?? body
        if (call.validation === 'strict' && (wire.contents ?? []).length === 0) throw backend.refusals.noContents()
        const counted = toRequest(wire, model, call.params['model']!, false)
        return {
          operation: 'count-tokens',
          model: counted.model,
          stream: false,
          wire,
          counted,
          transport: transportOf(call),
        }
      }),
    async perform({ counted }, { accounting, model, tokenizer }) {
      const total = accounting.countInput(counted, model!, await tokenizer())
      const media = [...mediaTokens(counted, model!)]
      const text = total - media.reduce((sum, [, tokens]) => sum + tokens, 0)
      return { total, byModality: [['TEXT', text] as const, ...media] }
    },
    encode({ request, outcome }) {
      const { total, byModality } = outcome
      const promptTokensDetails = byModality.map(([modality, tokenCount]) => ({
        modality,
        ...(tokenCount > 0 ? { tokenCount } : {}),
      }))
      const billable = backend.name === 'vertex' ? { totalBillableCharacters: visibleCharacters(request.wire) } : {}
      return writeBody({ totalTokens: total, ...billable, promptTokensDetails }, request.transport)
    },
    encodeError: backend.errors.encodeError,
    headers: backend.headers,
  }
}

/** Characters that are not space. */
function visibleCharacters({ contents = [], systemInstruction }: WireRequest): number {
  const all: readonly WireContent[] = systemInstruction ? [systemInstruction, ...contents] : contents
  const text = all.flatMap(({ parts = [] }) => parts.map((part) => part.text ?? '')).join('')
  return Array.from(text.replaceAll(/\s/g, '')).length
}
