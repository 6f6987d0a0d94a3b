import type { OperationResult } from '../../src/exchange.ts'
import type { Endpoint, Store } from '../../src/provider.ts'
import { fork } from '../../src/random.ts'
import type { OperationRequest } from '../../src/request.ts'
import type { Shape } from '../../src/validation.ts'
import { encodeError, refused } from './errors.ts'
import { headers } from './headers.ts'
import { resolveModel } from './resolve-model.ts'
import { traitsOf } from './models.ts'
import { bodyOf, missingModel } from './wording.ts'

const META = { api_version: { version: '1' } }
/** Tokens of Cohere's vocabulary; the first ones are marks. */
const VOCABULARY = 255_029
const MARKS = 64

interface Tokens extends OperationResult {
  readonly tokens: readonly number[]
  readonly strings: readonly string[]
}

interface TokenizeWire {
  readonly text: string
  readonly model: string
}

interface DetokenizeWire {
  readonly tokens: readonly number[]
  readonly model: string
}

const TOKENIZE: Shape = {
  type: 'object',
  fields: {
    text: { type: 'string', required: true, minLength: 1, maxLength: 65_536 },
    model: { type: 'string', nullable: true },
  },
}

const DETOKENIZE: Shape = {
  type: 'object',
  fields: {
    tokens: { type: 'array', required: true, of: { type: 'integer' }, holds: 'integers' },
    model: { type: 'string', nullable: true },
  },
}

/**
 * POST /v1/tokenize: the texts of the tokens, as the chat bills them.
 *
 * Their numbers are not Cohere's, whose table is not in here: each text has one of its own that it keeps until `reset`.
 */
export const tokenize: Endpoint<OperationRequest<TokenizeWire>, Tokens> = {
  name: 'tokenize',
  method: 'POST',
  path: '/v1/tokenize',
  operation: 'tokenize',
  style: 'compact',
  parse(call) {
    // Reason: the shape is checked there.
    const wire = bodyOf(call, TOKENIZE, 'reference/tokenize', new Set(['text'])) as TokenizeWire
    if (!wire.model) throw missingModel()
    resolveModel(wire.model, traitsOf(call.models.resolve(wire.model)?.model ?? call.models.models[0]!).api, call)
    return { operation: 'tokenize', model: wire.model, stream: false, wire }
  },
  async perform({ wire }, { store, tokenizer }) {
    const strings = (await tokenizer()).split(wire.text)
    return { strings, tokens: strings.map((text) => numberOf(text, store)) }
  },
  encode: ({ outcome }) => ({ tokens: outcome.tokens, token_strings: outcome.strings, meta: META }),
  encodeError,
  headers,
}

/** POST /v1/detokenize: the text of tokens that this simulation has given out. */
export const detokenize: Endpoint<OperationRequest<DetokenizeWire>, Tokens> = {
  name: 'detokenize',
  method: 'POST',
  path: '/v1/detokenize',
  operation: 'detokenize',
  style: 'compact',
  parse(call) {
    // Reason: the shape is checked there.
    const wire = bodyOf(call, DETOKENIZE, 'reference/detokenize', new Set(['tokens'])) as DetokenizeWire
    if (!wire.model) throw missingModel()
    resolveModel(wire.model, traitsOf(call.models.resolve(wire.model)?.model ?? call.models.models[0]!).api, call)
    return { operation: 'detokenize', model: wire.model, stream: false, wire }
  },
  perform({ wire }, { store }) {
    const known = store.collection<string>('token texts')
    const strings = wire.tokens.map((token) => {
      const text = known.get(String(token))
      if (text === undefined)
        throw refused(
          `invalid request: token ${token} is not in the vocabulary`,
          'Only tokens that tokenize has given out are known.',
        )
      return text
    })
    return { strings, tokens: wire.tokens }
  },
  encode: ({ outcome }) => ({ text: outcome.strings.join(''), meta: META }),
  encodeError,
  headers,
}

/** The number of a token: drawn from its text, the next free one where two meet. */
function numberOf(text: string, store: Store): number {
  const texts = store.collection<string>('token texts')
  let number = MARKS + (fork(0, text) % (VOCABULARY - MARKS))
  while ((texts.get(String(number)) ?? text) !== text) number = MARKS + ((number + 1 - MARKS) % (VOCABULARY - MARKS))
  texts.set(String(number), text)
  return number
}
