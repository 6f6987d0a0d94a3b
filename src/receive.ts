import type { Engine, ProviderHost } from './engine.ts'
import { ApiError } from './errors.ts'
import { ExchangeRecord } from './exchange.ts'
import type { Incoming } from './incoming.ts'
import { canonicalJson } from './json-text.ts'
import { decide } from './pipeline.ts'
import type { AnyEndpoint, Call } from './provider.ts'
import type { OperationRequest } from './request.ts'
import { makeRoom, respond } from './respond.ts'
import type { Route } from './route-table.ts'

export interface ReceiveOptions {
  /** Mistakes in the use of msw-llm reject instead of being answered. */
  readonly rejects: boolean
  /** The request is a line of a batch. Default: false. */
  readonly isBatched?: boolean
}

/** Answers one HTTP request: reads it, opens its exchange, decides and responds. */
export async function receive(
  engine: Engine,
  host: ProviderHost,
  route: Route<unknown>,
  request: Incoming,
  { rejects, isBatched = false }: ReceiveOptions,
): Promise<Response> {
  const release = engine.clock.hold()
  try {
    const receivedAtMs = engine.clock.now()
    const call = await readCall(engine, host, route, request, receivedAtMs)
    const endpoint = route.endpoint ?? unknownPath(host, route, call)
    const record = openExchange(engine, host, endpoint, call, receivedAtMs)
    record.isBatched = isBatched
    const decided = await decide({ engine, host, endpoint, record, call })
    if (decided.mistake && rejects) {
      makeRoom(decided)
      throw decided.mistake
    }
    if (decided.mistake) engine.warn(decided.mistake.message)
    release()
    return await respond(decided, request.signal)
  } finally {
    release()
  }
}

async function readCall(
  { validation, unchecked }: Engine,
  host: ProviderHost,
  route: Route<unknown>,
  request: Incoming,
  nowMs: number,
): Promise<Call> {
  const isForm = request.headers.get('content-type')?.startsWith('multipart/form-data') === true
  const form = isForm ? await request.formData() : undefined
  const text = form ? formText(form) : request.body === null ? '' : await request.text()
  const { json, jsonError } = form ? { json: undefined, jsonError: undefined } : parseJson(text)
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
    ...(unchecked ? { unchecked } : {}),
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

function parseJson(text: string): { readonly json: unknown; readonly jsonError: string | undefined } {
  if (text === '') return { json: undefined, jsonError: undefined }
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
  const content = call.json === undefined ? call.text : canonicalJson(call.json)
  const { id, seed } = engine.begin(
    name,
    `${call.method} ${endpoint.name} ${Object.values(call.params).join(' ')} ${content}`,
  )
  const record = new ExchangeRecord({
    id,
    provider: name,
    endpoint: `${name}.${endpoint.name}`,
    operation: endpoint.operation,
    seed,
    receivedAtMs,
    request: unparsed(endpoint, call),
    host: call.url.hostname,
    headers: call.headers,
  })
  record.tag = call.headers.get('x-msw-llm-tag') ?? undefined
  return record
}

/** What is known of a request that has not been parsed: enough for the journal. */
function unparsed(endpoint: AnyEndpoint, call: Call): OperationRequest {
  const body = call.json as { readonly model?: unknown } | null | undefined
  const model = typeof body?.model === 'string' ? body.model : ''
  const base = { operation: endpoint.operation, model, stream: false, wire: call.json }
  return endpoint.operation === 'chat' ? ({ ...base, messages: [], tools: [], n: 1 } as OperationRequest) : base
}

/** Stands in for the endpoint of a path that the provider does not have: authenticated, then not found, in the provider's voice. */
function unknownPath({ definition }: ProviderHost, route: Route<unknown>, call: Call): AnyEndpoint {
  const voice = definition.endpoints[0]!
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
