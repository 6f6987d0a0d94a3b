import type { OperationResult } from '../../src/exchange.ts'
import type { Call, Endpoint } from '../../src/provider.ts'
import type { CompletionRequest, OperationRequest } from '../../src/request.ts'
import { issuesOf, jsonTypeOf, type Shape } from '../../src/validation.ts'
import { readBody, refused, wordIssues } from './converse/issues.ts'
import { parseBody, shaped } from './converse/parse.ts'
import { encodeError } from './errors.ts'
import { plainHeaders } from './headers.ts'
import { dialectOf } from './invoke/families.ts'
import { malformed } from './invoke/schema-words.ts'
import { traitsOf } from './models.ts'
import { known } from './resolve.ts'

interface CountRequest extends OperationRequest {
  readonly operation: 'count-tokens'
  /** The request whose input is counted. */
  readonly counted: CompletionRequest
}

interface CountResult extends OperationResult {
  readonly inputTokens: number
}

const shape: Shape = {
  type: 'object',
  open: true,
  fields: {
    input: {
      type: 'object',
      required: true,
      open: true,
      fields: {
        converse: { type: 'object', open: true, fields: {} },
        invokeModel: { type: 'object', open: true, fields: { body: { type: 'string', required: true } } },
      },
    },
  },
}

interface CountBody {
  readonly input: { readonly converse?: unknown; readonly invokeModel?: { readonly body: string } }
}

/** `POST /model/{id}/count-tokens`: what Converse or InvokeModel would bill as input. */
export const countTokens: Endpoint<CountRequest, CountResult> = {
  name: 'count-tokens',
  method: 'POST',
  path: '/model/:model/count-tokens',
  operation: 'count-tokens',
  parse(call) {
    const asked = call.params['model'] ?? ''
    const body = readBody(call.text, call.json, call.jsonError)
    const issues = issuesOf(body, shape)
    if (issues.length > 0) throw wordIssues(issues)
    // Reason: the shape has just been checked.
    const { input } = body as CountBody
    return {
      operation: 'count-tokens',
      model: asked,
      stream: false,
      wire: body,
      counted: countedOf(call, input, asked),
    }
  },
  async perform({ counted }, { accounting, model, tokenizer }) {
    return { inputTokens: accounting.countInput(counted, model!, await tokenizer()) }
  },
  encode: ({ outcome: { inputTokens } }) => ({ inputTokens }),
  style: 'compact',
  encodeError,
  headers: plainHeaders,
}

function countedOf(call: Call, { converse, invokeModel }: CountBody['input'], asked: string): CompletionRequest {
  const resolved = known(asked, call.models)
  if (traitsOf(resolved.model).family !== 'claude') throw refused("The provided model doesn't support counting tokens.")
  if (converse !== undefined) return parseBody(call, shaped(converse, call.validation === 'lenient'), asked, resolved)
  if (!invokeModel) throw refused('The input must have one of the members converse and invokeModel.')
  const body = decoded(invokeModel.body)
  if (jsonTypeOf(body) !== 'object') throw malformed('')
  // Reason: the value has just been found to be an object.
  return dialectOf(resolved.model).parse({ call, body: body as Readonly<Record<string, unknown>>, asked, resolved })
}

/** The JSON in a base64 text; undefined where there is none. */
function decoded(base64: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))))
  } catch {
    return undefined
  }
}
