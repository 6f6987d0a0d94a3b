import { UsageError } from '../../src/errors.ts'
import type { Simulation } from '../../src/simulation.ts'
import { isLoopback } from '../server/addresses.ts'
import { CORS_HEADERS } from '../server/cors.ts'
import { environmentText, providerAddresses, type ProviderAddress } from '../server/environment.ts'
import { createFront, type HandlerOptions } from '../server/front.ts'
import { NodeAnswer, adaptNode, nodeResponseOf } from '../server/node-answer.ts'

/** Options of {@link createServer}. */
export interface ServerOptions extends Pick<
  HandlerOptions,
  'maxBodyBytes' | 'read' | 'control' | 'ordinal' | 'elsewhere' | 'watch' | 'isLocal'
> {
  /** Default: 4010; 0 takes any that is free. */
  readonly port?: number
  /** Where it listens. Default: 127.0.0.1, which only this machine reaches. */
  readonly host?: string
}

/** A simulation on a port. */
export interface LlmServer {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  readonly port: number
  /** How to reach each provider, with the environment variables that its SDKs read. */
  readonly addresses: readonly ProviderAddress[]
  /** The environment variables as a shell takes them. */
  readonly environment: string
  /** Takes no more requests and lets streams end; after `graceMs` (default 10,000) what is left is cut. */
  close(graceMs?: number): Promise<void>
}

/** The port that the server takes where none is given. */
export const DEFAULT_PORT = 4010

/**
 * Serves a simulation on one port, for other processes and languages: each provider below its name, and by `Host` header.
 *
 * @throws {UsageError} for a port that is in use or a host that this machine does not have
 * @example
 * const server = await createServer(llm, { port: 0 })
 * const openai = new OpenAI({ apiKey: 'any', baseURL: `${server.url}/openai/v1` })
 * expect((await openai.models.list()).data.length).toBeGreaterThan(10)
 * await server.close()
 */
export async function createServer(llm: Simulation, options: ServerOptions = {}): Promise<LlmServer> {
  const { port = DEFAULT_PORT, host = '127.0.0.1', ...rest } = options
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`port takes a whole number from 0 to 65535, not ${String(port)}.`)
  const { serve } = await import('srvx')
  const ending = new AbortController()
  const { signal } = ending
  const handler = createFront(llm, { isLocal: isLoopback(host), ...rest, signal, adapt: adaptNode })
  const server = serve({
    port,
    hostname: host,
    silent: true,
    gracefulShutdown: false,
    manual: true,
    // Workers of a cluster share the port.
    node: { exclusive: false },
    maxRequestBodySize: rest.maxBodyBytes ?? 64 * 1024 * 1024,
    fetch: (request) => served(request, handler),
  })
  try {
    await server.serve()
  } catch (error) {
    throw listenMistake(error, host, port)
  }
  const url = server.url!.replace(/\/$/, '')
  const addresses = providerAddresses(llm, url)
  return {
    url,
    port: Number(new URL(url).port),
    addresses,
    environment: environmentText(addresses),
    close(graceMs = 10_000) {
      ending.abort()
      return closeGently(server, graceMs)
    },
  }
}

async function served(request: Request, handler: (request: Request) => Promise<Response>): Promise<Response> {
  try {
    const answer: unknown = await handler(request)
    if (!(answer instanceof NodeAnswer)) return answer as Response
    await answer.sendTo(nodeResponseOf(request)!)
    return SENT
  } catch (error) {
    return brokenOff(request, error)
  }
}

/** Says to the adapter that nothing is left to send: all that it reads of a `Response`, which would cost more to ask. */
const SENT = { status: 200, statusText: '', headers: [], body: null } as unknown as Response

/** What is left to do where there is no answer: a lost connection is lost, anything else is a mistake of ours and says so. */
function brokenOff(request: Request, error: unknown): Response {
  const isLost = error instanceof UsageError || (error instanceof TypeError && error.message === 'fetch failed')
  if (isLost || request.signal.aborted) {
    nodeResponseOf(request)?.destroy()
    return new Response(null, { status: 502 })
  }
  console.error('[msw-llm]', error)
  const { message } = error as Error
  return Response.json({ error: { message, type: 'msw_llm_error' } }, { status: 500, headers: CORS_HEADERS })
}

function listenMistake(error: unknown, host: string, port: number): unknown {
  const { code } = error as { readonly code?: string }
  if (code === 'EADDRINUSE')
    return new UsageError(`Port ${port} of ${host} is in use. Give another one, or 0 for any that is free.`)
  if (code === 'EACCES')
    return new UsageError(`Port ${port} needs rights that this process has not. Take one from 1024.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new UsageError(`This machine has no address ${host} to listen at.`)
  return error
}

interface Closable {
  close(all?: boolean): Promise<void>
  readonly node?: { readonly server?: unknown } | undefined
}

/** Connections that fall idle meanwhile are closed, too: clients keep theirs open otherwise. */
async function closeGently(server: Closable, graceMs: number): Promise<void> {
  const node = server.node?.server as { closeIdleConnections?(): void; closeAllConnections?(): void } | undefined
  const idle = setInterval(() => node?.closeIdleConnections?.(), 25)
  const end = setTimeout(() => node?.closeAllConnections?.(), graceMs)
  try {
    await server.close()
  } finally {
    clearInterval(idle)
    clearTimeout(end)
  }
}

export { createHandler, type HandlerOptions } from '../server/front.ts'
export type { Control, ControlAnswer, ControlRequest } from '../server/control.ts'
export type { ProviderAddress } from '../server/environment.ts'
export type { MatchSpec, RuleSpec, TextSpec } from '../server/rule-spec.ts'
