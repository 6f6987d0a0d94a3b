import type { Answerer } from '../../src/answer-with.ts'
import { UsageError } from '../../src/errors.ts'
import type { Incoming } from '../../src/incoming.ts'
import { preflight } from '../../src/preflight.ts'
import type { Simulation } from '../../src/simulation.ts'
import { addressOf } from './addresses.ts'
import { CORS_HEADERS } from './cors.ts'
import { createControl, type Control, type ControlRequest } from './control.ts'
import { createEvents, type Events, type WatchPanel } from './events.ts'
import { mayControl } from './origins.ts'
import { leanHeaders } from './lean-headers.ts'
import { hasLinks, withOwnLinks } from './links.ts'

/** What a handler is made with besides its simulation. */
export interface HandlerOptions {
  /** Largest body of a request, in bytes. Default: 64 MiB. */
  readonly maxBodyBytes?: number
  /** Whether only pages and names of this machine reach the control API. Default: true. */
  readonly isLocal?: boolean
  /** What a request's path and query stand for, or its answer where it is not to be simulated. Default: themselves. */
  readonly read?: (target: string) => string | Response
  /** Where control requests go. Default: to the simulation. */
  readonly control?: Control
  /** Ends the streams of events that are open. */
  readonly signal?: AbortSignal
  /** Numbers equal requests across processes, or leaves one to `elsewhere`. Default: the simulation counts. */
  readonly ordinal?: (request: Request, address: string, text: string) => Promise<number | 'elsewhere' | undefined>
  /** Answers what this process does not answer itself: all but the providers' traffic, uploads, and what `ordinal` says. */
  readonly elsewhere?: (request: Request, text?: string) => Promise<Response>
  /** What panels watch. Default: the simulation. */
  readonly watch?: WatchPanel
}

/** Most servers are asked by programs alone. */
const loadPage = () => import('./page.ts')

const MAX_BODY_BYTES = 64 * 1024 * 1024

/**
 * A web-standard handler that answers for all providers of a simulation at one address: by path prefix (`/openai/v1/…`, `/anthropic/…`) and
 * by `Host` header, with a panel at `/`, `/health`, and the control API under `/__llm`.
 *
 * @example
 * const handler = createHandler(llm)
 * const answer = await handler(new Request('http://localhost:4010/health'))
 * expect(answer.status).toBe(200)
 */
export function createHandler(llm: Simulation, options: HandlerOptions = {}): (request: Request) => Promise<Response> {
  return createFront(llm, options)
}

/** Handlers with what only an adapter gives. */
export interface FrontOptions extends HandlerOptions {
  /** How the adapter answers a request, where it has something faster than the standard. */
  adapt?(request: Request): Adapted | undefined
}

/** What an adapter does faster than the standard. */
export interface Adapted {
  readonly answer: Answerer
  /** Whether the client has left; the bodies that it is given, the adapter then cancels itself. */
  readonly hasLeft: boolean
}

/** {@link createHandler} for an adapter. */
export function createFront(llm: Simulation, options: FrontOptions): (request: Request) => Promise<Response> {
  const { control = createControl(llm), isLocal = true, maxBodyBytes = MAX_BODY_BYTES, elsewhere, read } = options
  const events = createEvents(options.watch ?? (() => ({ llm, release: () => {} })), options.signal)
  return (request) => {
    const { url } = request
    const start = url.indexOf('/', url.indexOf('//') + 2)
    const origin = start < 0 ? url : url.slice(0, start)
    const asked = start < 0 ? '/' : url.slice(start)
    const target = read ? read(asked) : asked
    if (typeof target !== 'string') return Promise.resolve(target)
    const path = target.split('?', 1)[0]!
    if (path === '/__llm' || path.startsWith('/__llm/')) {
      if (elsewhere) return elsewhere(request)
      if (isLocal && !mayControl(request)) return Promise.resolve(forbidden())
      return controlled(request, path, origin, control, events)
    }
    const size = Number(request.headers.get('content-length') ?? 0)
    if (size > maxBodyBytes) return Promise.resolve(tooLarge(maxBodyBytes))
    const host = origin.slice(origin.indexOf('//') + 2)
    const address = path === '/' || path === '/health' ? undefined : addressOf(llm, host, target)
    const allowed = address === undefined ? undefined : preflight(request)
    if (allowed) return Promise.resolve(allowed)
    if (address !== undefined) return answered(llm, request, address, { origin, target }, options)
    return elsewhere ? elsewhere(request) : own(request, path, origin)
  }

  /** What is no provider's. */
  async function own(request: Request, path: string, origin: string): Promise<Response> {
    if (path === '/health') return json(200, (await control(lookAt('/health', origin))).body)
    if (path === '/') {
      const { statusPage } = await loadPage()
      return statusPage(request, (what) => control(lookAt(what, origin)), !isLocal || mayControl(request))
    }
    return json(404, { error: { message: unknownPath(llm, request.method, path), type: 'msw_llm_unknown_path' } })
  }
}

async function answered(
  llm: Simulation,
  request: Request,
  address: string,
  { origin, target }: { readonly origin: string; readonly target: string },
  { ordinal, adapt, elsewhere, maxBodyBytes = MAX_BODY_BYTES }: FrontOptions,
): Promise<Response> {
  const isLinked = hasLinks(address)
  const incoming = new Forwarded(request, address, isLinked ? undefined : adapt?.(request))
  try {
    if (ordinal && !(await incoming.number(ordinal)) && elsewhere)
      return await elsewhere(request, await incoming.sent())
    const response = await llm.handle(incoming, llm.at(address)!, false)
    const own = isLinked ? await withOwnLinks(response, address, origin, origin + target) : response
    return request.headers.has('origin') ? readable(own) : own
  } catch (error) {
    if ((error as { readonly statusCode?: unknown }).statusCode === 413) return tooLarge(maxBodyBytes)
    throw error
  }
}

/** Adds what lets a page of another origin read an answer, where the provider does not say it itself. */
function readable(response: Response): Response {
  for (const [name, value] of Object.entries(CORS_HEADERS))
    if (!response.headers.has(name)) response.headers.set(name, value)
  return response
}

/** A request as the provider would have got it. */
class Forwarded implements Incoming {
  readonly url: string
  /** A chunk is a write to the socket. */
  readonly joinsFrames = true
  headers: Headers
  private readonly request: Request
  private readonly adapted: Adapted | undefined
  private known: Promise<string> | undefined

  constructor(request: Request, url: string, adapted: Adapted | undefined) {
    this.request = request
    this.url = url
    this.headers = leanHeaders(request)
    this.adapted = adapted
  }

  get method(): string {
    return this.request.method
  }

  get signal(): AbortSignal {
    return this.request.signal
  }

  get hasLeft(): boolean | undefined {
    return this.adapted?.hasLeft
  }

  get answer(): Answerer | undefined {
    return this.adapted?.answer
  }

  /** Whether there is one; its text is read by `text`. */
  get body(): unknown {
    return this.method === 'GET' || this.method === 'HEAD' ? null : this.request
  }

  text(): Promise<string> {
    return (this.known ??= this.request.text())
  }

  formData(): Promise<FormData> {
    return this.request.formData()
  }

  /**
   * Says which of the equal requests this is, where somebody else counts; uploads are not counted. False where it is to be answered
   * elsewhere.
   */
  async number(ordinal: NonNullable<HandlerOptions['ordinal']>): Promise<boolean> {
    const text = await this.sent()
    const given = text === undefined ? 'elsewhere' : await ordinal(this.request, this.url, text)
    if (given === 'elsewhere') return false
    if (given === undefined) return true
    this.headers = new Headers(this.headers)
    this.headers.set('x-msw-llm-ordinal', String(given))
    return true
  }

  /** The text of the body; undefined for uploads, which are no text. */
  async sent(): Promise<string | undefined> {
    if (this.headers.get('content-type')?.startsWith('multipart/form-data')) return undefined
    return this.body === null ? '' : this.text()
  }
}

/** Asks the control API what it shows of everything. */
function lookAt(path: string, origin: string): ControlRequest {
  return { method: 'GET', path, query: {}, text: '', scope: undefined, origin }
}

async function controlled(
  request: Request,
  path: string,
  origin: string,
  control: Control,
  events: Events,
): Promise<Response> {
  const allowed = preflight(request)
  if (allowed) return withOrigin(allowed, request)
  if (path === '/__llm/events' && request.method === 'GET') return withOrigin(events.open(), request)
  if (path === '/__llm/panel.js' && request.method === 'GET') return (await loadPage()).panelScript()
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const scope = request.headers.get('x-msw-llm-scope') ?? query['scope']
  const text = request.method === 'GET' ? '' : await request.text()
  const { status, body } = await control({
    method: request.method,
    path: path.slice('/__llm'.length),
    query,
    text,
    scope,
    origin,
  })
  if (request.method !== 'GET') events.look()
  return withOrigin(body === undefined ? new Response(null, { status: 204 }) : json(status, body), request)
}

/** Answers of the control API may be read by the page that asked, which has been found to be of this machine. */
function withOrigin(response: Response, request: Request): Response {
  const origin = request.headers.get('origin')
  response.headers.delete('access-control-allow-origin')
  if (origin !== null) response.headers.set('access-control-allow-origin', origin)
  return response
}

function json(status: number, body: unknown): Response {
  const isText = typeof body === 'string'
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json'
  const text = isText ? `${body}\n` : JSON.stringify(body)
  return new Response(text, { status, headers: { 'content-type': type, ...CORS_HEADERS } })
}

function forbidden(): Response {
  const message =
    'The control API answers this machine alone: pages from other places, and other names of the host, do not reach it. Start the server with a host of your own to open it.'
  return json(403, { error: { message } })
}

function tooLarge(maxBodyBytes: number): Response {
  const message = `The body is larger than ${maxBodyBytes} bytes. Raise the option maxBodyBytes of the server.`
  const response = json(413, { error: { message, type: 'msw_llm_body_too_large' } })
  // What has not been read would be taken for the next request.
  response.headers.set('connection', 'close')
  return response
}

function unknownPath(llm: Simulation, method: string, path: string): string {
  const names = llm.providers.map(({ name }) => `/${name}`).join(', ')
  return new UsageError(
    `No simulated provider answers ${method} ${path}. Begin the path with one of ${names}, for instance /openai/v1/chat/completions; GET /__llm/env lists what SDKs need.`,
  ).message
}
