import { standardAnswer } from './answer-with.ts'
import type { Engine, ProviderHost } from './engine.ts'
import { ApiError } from './errors.ts'
import { ExchangeRecord, type Exchange } from './exchange.ts'
import type { Incoming } from './incoming.ts'
import { decide } from './pipeline.ts'
import { earlyEndpoints, loadEndpoint } from './late-endpoint.ts'
import type { AnyEndpoint, Call, Credential } from './provider.ts'
import { readRequestOptions } from './request-options.ts'
import type { OperationRequest } from './request.ts'
import { dismiss, respond } from './respond.ts'
import type { Route } from './route-table.ts'
import { scopeOfKey } from './scope.ts'
import { fetchAnswer } from './text-response.ts'

export { deliverable } from './deliverable.ts'
export { loadEndpoints } from './late-endpoint.ts'

export interface ReceiveOptions {
  /** When the request came, in epoch milliseconds, and how often the simulation had been reset by then. */
  readonly receivedAtMs: number
  readonly resets: number
  /** Mistakes in the use of msw-llm reject instead of being answered. */
  readonly rejects: boolean
  /** The request is a line of a batch. Default: false. */
  readonly isBatched?: boolean
  /** Who asks, where the request's own key is not the provider's: a gateway has asked for that already. */
  readonly credential?: Credential
  /** Told of the exchange when it is opened. */
  onOpen?(exchange: Exchange): void
}

/** Answers one HTTP request: reads it, opens its exchange, decides and responds. */
export async function receive(
  engine: Engine,
  host: ProviderHost,
  route: Route,
  request: Incoming,
  { rejects, isBatched = false, credential, onOpen, receivedAtMs, resets }: ReceiveOptions,
): Promise<Response> {
  const release = engine.clock.hold()
  try {
    const sent = isForm(request) ? await request.formData() : request.body === null ? '' : await request.text()
    const call = callOf(engine, host, route, request, sent, receivedAtMs)
    const found = route.endpoint ? loadEndpoint(route.endpoint) : unknownPath(host, route, call)
    const endpoint = found instanceof Promise ? await found : found
    const record = openExchange(engine, host, endpoint, call, receivedAtMs)
    record.isBatched = isBatched
    onOpen?.(record)
    const { joinsFrames } = request
    // Middleware gets what the standard says.
    const own = request.isFetched ? fetchAnswer : request.answer
    const answer = (engine.middleware.length === 0 && own) || standardAnswer
    const deciding = decide({
      engine,
      resets,
      host,
      endpoint,
      record,
      call,
      credential,
      client: request,
      answer,
      joinsFrames,
    })
    release()
    const decided = await deciding
    // SDKs show of it only that there was no connection.
    if (decided.mistake) engine.warn(decided.mistake.message)
    if (decided.mistake && rejects) {
      dismiss(decided)
      throw decided.mistake
    }
    const responding = respond(decided)
    const response = responding instanceof Promise ? await responding : responding
    return engine.middleware.length === 0 ? response : await throughMiddleware(response, record, engine)
  } finally {
    release()
  }
}

async function throughMiddleware(answer: Response, record: ExchangeRecord, { middleware }: Engine): Promise<Response> {
  let response = answer
  for (const one of middleware.toReversed()) response = (await one.response?.(response, record)) ?? response
  return response
}

function isForm(request: Incoming): boolean {
  return request.headers.get('content-type')?.startsWith('multipart/form-data') === true
}

function callOf(
  { validation, unchecked }: Engine,
  host: ProviderHost,
  route: Route,
  request: Incoming,
  sent: string | FormData,
  nowMs: number,
): Call {
  const form = typeof sent === 'string' ? undefined : sent
  const text = typeof sent === 'string' ? sent : formText(sent)
  const { json, jsonError } = form ? NO_JSON : parseJson(text)
  return {
    method: request.method,
    url: route.url,
    params: route.params,
    headers: request.headers,
    text,
    json,
    jsonError,
    form,
    store: host.store,
    models: host.definition.models,
    nowMs,
    validation,
    unchecked,
  }
}

/** The fields of a form as text, files by name, type and size: what makes two uploads the same. */
function formText(form: FormData): string {
  return [...form]
    .map(
      ([name, value]) => `${name}=${typeof value === 'string' ? value : `${value.name} ${value.type} ${value.size}`}`,
    )
    .join('&')
}

interface ParsedJson {
  readonly json: unknown
  readonly jsonError: string | undefined
}

const NO_JSON: ParsedJson = { json: undefined, jsonError: undefined }

function parseJson(text: string): ParsedJson {
  if (text === '') return NO_JSON
  try {
    return { json: JSON.parse(text), jsonError: undefined }
  } catch (error) {
    return { json: undefined, jsonError: (error as Error).message }
  }
}

function openExchange(
  engine: Engine,
  host: ProviderHost,
  endpoint: AnyEndpoint,
  call: Call,
  receivedAtMs: number,
): ExchangeRecord {
  const { name } = host.definition
  const { method, params, json } = call
  const asked = readRequestOptions(call.headers)
  const scope = asked.scope ?? scopeOfKey(call.headers, call.url)
  const { id, seed } = engine.begin(
    name,
    `${method} ${endpoint.name} ${Object.values(params).join(' ')} ${json === undefined ? call.text : ''}`,
    json,
    scope === asked.scope ? asked : { ...asked, scope: scope! },
  )
  return new ExchangeRecord({
    id,
    provider: name,
    endpoint: `${name}.${endpoint.name}`,
    operation: endpoint.operation,
    seed,
    receivedAtMs,
    request: unparsed(endpoint, call),
    host: call.url.hostname,
    url: call.url.href,
    path: call.url.pathname,
    method: call.method,
    body: call.json,
    headers: call.headers,
    asked,
    scope,
  })
}

/** What is known of a request that has not been parsed: enough for the journal. */
function unparsed(endpoint: AnyEndpoint, call: Call): OperationRequest {
  const body = call.json as { readonly model?: unknown } | null | undefined
  const model = typeof body?.model === 'string' ? body.model : ''
  const { operation } = endpoint
  if (operation !== 'chat') return { operation, model, stream: false, wire: call.json }
  return { operation, model, stream: false, wire: call.json, messages: [], tools: [], n: 1 } as OperationRequest
}

/** Stands in for the endpoint of a path that the provider does not have: authenticated, then not found, in the provider's voice. */
function unknownPath({ definition }: ProviderHost, route: Route, call: Call): AnyEndpoint {
  const [voice] = earlyEndpoints(definition) as [AnyEndpoint]
  return {
    ...voice,
    name: 'unknown',
    operation: 'unknown',
    parse: () => {
      throw new ApiError('not_found', '', {
        details: { reason: route.isWrongMethod ? 'method' : 'path', method: call.method, path: call.url.pathname },
        hint: `${definition.title} has no ${call.method} ${call.url.pathname}. Simulated: ${definition.endpoints.map((one) => `${one.method} ${one.path}`).join(', ')}.`,
      })
    },
  }
}
