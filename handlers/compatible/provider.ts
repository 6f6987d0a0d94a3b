import { httpDate } from '../../src/http-date.ts'
import { authenticateBy, bearerKey } from '../../src/auth.ts'
import type { ErrorKind } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import { BASE62, drawId, drawUuid } from '../../src/ids.ts'
import { createCatalog } from '../../src/models.ts'
import { completeModel, withModels, type ModelInput } from '../../src/own-models.ts'
import type { ProviderDefinition } from '../../src/provider.ts'
import { parseChat } from '../openai/chat-completions/parse.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import type { ChatExchange, ChatProfile } from '../openai/chat-completions/profile.ts'
import { floatEmbeddings } from './float-embeddings.ts'
import { createdOf } from './model-rows.ts'
import { modelsEndpoints } from './models-endpoints.ts'
import { asksForUsage, createdAt, plainChat, type PlainWire } from './plain-chat.ts'
import { plainKinds, refusals, retryAfterOn429, threeCounts, windowText } from './plain-errors.ts'
import { plainRules } from './plain-rules.ts'
import { TEMPLATES } from './templates.ts'
import { accountingBy } from './tokens.ts'
import { encodeErrorBy, errorBody, type Wording, type Words } from './wording.ts'

/** What a provider that speaks OpenAI's chat completions is called, where it is, and what it says in its own way. */
export interface CompatibleOptions {
  /** Lower case, as in `llm.provider('acme')`. */
  readonly name: string
  /** Default: the name. */
  readonly title?: string
  /** What clients have as base URL: `https://api.acme.test/v1`. `*` stands for one label of the host name. */
  readonly baseUrls: readonly string[]
  /** Its models; `'any'`: whatever a request names. */
  readonly models: 'any' | readonly ModelInput[]
  /** Status, message, type and code of its errors, where they are not the usual ones. */
  readonly errors?: Readonly<Partial<Record<ErrorKind, Partial<Words>>>>
  /** The body of an error. Default: OpenAI's `{ error: { message, type, param, code } }`. */
  errorBody?(words: Words): object
  /** Headers of every response besides `content-type`, `date` and `x-request-id`. */
  headers?(exchange: Exchange): Readonly<Record<string, string>>
  /** Members that bodies and chunks have besides OpenAI's. */
  members?(exchange: ChatExchange): object
  /** Name of the member with visible reasoning. Default: `reasoning_content`. */
  readonly reasoning?: string
}

/**
 * The definition of a provider that speaks OpenAI's API: chat completions (streams, tools, JSON schemas, reasoning), embeddings and models.
 * Spread it into `defineProvider` to replace limits, latency, authentication or endpoints.
 *
 * @example
 * const acme = compatibleProvider({ name: 'acme', baseUrls: ['https://api.acme.test/v1'], models: ['acme-large'] })
 * const llm = createSimulation({ providers: [acme, 'openai'] })
 */
export function compatibleProvider(options: CompatibleOptions): ProviderDefinition {
  const { name, title = name, baseUrls, models } = options
  const catalog = models === 'any' ? withModels(createCatalog([]), 'any') : createCatalog(models.map(completeModel))
  const wording = wordingOf(options)
  const { refused, unknownModel } = refusals((model) => [`The model \`${model}\` does not exist.`, 404])
  const voice = { encodeError: encodeErrorBy(wording), headers: (exchange: Exchange) => headersOf(exchange, options) }
  const profile: ChatProfile = {
    style: 'compact',
    parse: (call) => parseChat(call, plainRules({ refused, unknownModel })),
    toolCallId: (seed, called) => `call_${drawId(seed, called, 24, BASE62)}`,
    ...voice,
    ...plainChat((exchange) => wireOf(exchange, options, wording)),
  }
  return {
    name,
    title,
    baseUrls,
    authenticate: authenticateBy(bearerKey),
    models: catalog,
    endpoints: [
      chatCompletions(profile),
      floatEmbeddings({ ...voice, refused, unknownModel }),
      ...modelsEndpoints({
        ...voice,
        unknown: unknownModel,
        item: ({ id, model }) => ({ id, object: 'model', created: createdOf(model), owned_by: name }),
      }),
    ],
    accounting: accountingBy(() => TEMPLATES.chatml),
    limits: () => ({}),
    latency: () => ({ ttftMs: 400, ttftSigma: 0.5, tokensPerSecond: 90, speedSigma: 0.3 }),
    errorMix: { rate_limit: 50, overloaded: 25, server_error: 15, timeout: 10 },
  }
}

function wordingOf({ errors = {}, errorBody: body = openaiBody }: CompatibleOptions): Wording {
  return {
    kinds: plainKinds(errors),
    detailed: (error, exchange) => (error.kind === 'context_length' ? { message: windowText(error, exchange) } : {}),
    body,
    headers: retryAfterOn429,
  }
}

function openaiBody({ status, message, type, param, code }: Words): object {
  const usual = status < 500 ? 'invalid_request_error' : 'server_error'
  return { error: { message, type: type ?? usual, param: param ?? null, code: code ?? null } }
}

function headersOf(exchange: Exchange, { headers }: CompatibleOptions): Record<string, string> {
  return {
    date: httpDate(exchange.receivedAtMs),
    'x-request-id': drawUuid(exchange.seed, 'request'),
    ...headers?.(exchange),
  }
}

function wireOf(exchange: ChatExchange, options: CompatibleOptions, wording: Wording): PlainWire {
  const { usage, request, seed } = exchange
  const head = {
    id: `chatcmpl-${drawId(seed, 'completion', 29, BASE62)}`,
    created: createdAt(exchange),
    model: exchange.model!.id,
  }
  const members = options.members?.(exchange)
  return {
    frame: (object, choices, used) => ({
      id: head.id,
      object,
      created: head.created,
      model: head.model,
      choices,
      ...(used ? { usage: used } : {}),
      ...members,
    }),
    usage: { ...threeCounts(exchange), prompt_tokens_details: { cached_tokens: usage.cacheReadTokens } },
    role: 'apart',
    reasoning: options.reasoning ?? 'reasoning_content',
    content: { besideCalls: null },
    usageIn: request.stream && asksForUsage(exchange) ? 'own' : 'none',
    error: (error) => errorBody(wording, error, exchange) as object,
  }
}
