import type { Completion } from '../../../src/completion.ts'
import type { OperationResult } from '../../../src/exchange.ts'
import { sse } from '../../../src/framing/sse.ts'
import type { AnyEndpoint, Call, Endpoint, OperationContext } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { cut } from '../generate-content/cut.ts'
import { functionCallId } from '../ids.ts'
import { encode, encodeBackground, interactionId } from './encode.ts'
import { encodeStream } from './encode-stream.ts'
import { notFound, voice } from './errors.ts'
import { interactionsOf, parseInteraction, type InteractionRequest, type StoredInteraction } from './parse.ts'
import { contentsOf } from './to-generate.ts'
import type { WireStep } from './wire.ts'

/** How long an agent works on a task: a poll or two, not minutes. */
const WORK_MS = 5000

interface Stored extends OperationResult {
  readonly body: object
}

interface StoredRequest extends OperationRequest {
  readonly id: string
}

/** Interactions: create, unary and streamed, with what was said before; read, cancel, delete. */
export function interactions(): readonly AnyEndpoint[] {
  const path = '/:version/interactions'
  const single = `${path}/:id`
  const create: Endpoint<InteractionRequest, Completion> = {
    ...voice,
    name: 'interactions',
    method: 'POST',
    path,
    operation: 'chat',
    style: 'compact',
    framing: { ...sse, contentType: 'text/event-stream' },
    parse: parseInteraction,
    encode: (exchange) => (exchange.request.interaction.background ? encodeBackground(exchange) : encode(exchange)),
    encodeStream,
    toolCallId: functionCallId,
    cut,
    remember(exchange, store) {
      const id = interactionId(exchange)
      if (id === '') return
      const { request, receivedAtMs } = exchange
      const body = encode(exchange)
      const steps = body['steps'] as readonly WireStep[]
      interactionsOf(store).set(id, {
        body,
        contents: [...(request.wire.contents ?? []), ...contentsOf({ input: steps })],
        root: request.root ?? rootOf(id),
        readyAtMs: request.interaction.background ? receivedAtMs + WORK_MS : receivedAtMs,
        cancelled: false,
      })
    },
  }
  return [
    create,
    stored('interactions.get', 'GET', single, (one, { nowMs }) => shown(one, nowMs)),
    stored('interactions.cancel', 'POST', `${single}/cancel`, (one, { nowMs }) => {
      if (nowMs < one.readyAtMs) one.cancelled = true
      return shown(one, nowMs)
    }),
    stored('interactions.delete', 'DELETE', single, (_, { store }, id) => {
      interactionsOf(store).delete(id)
      return {}
    }),
  ]
}

/** The first response's id within an interaction's id. */
function rootOf(id: string): string {
  const bytes = atob(id.slice(3).replaceAll('-', '+').replaceAll('_', '/'))
  return bytes.slice(2, 2 + bytes.charCodeAt(1))
}

/** An interaction as it stands: work in the background has no steps before it is done. */
function shown({ body, readyAtMs, cancelled }: StoredInteraction, nowMs: number): object {
  if (!cancelled && nowMs >= readyAtMs) return body
  const { steps: _steps, usage: _usage, service_tier: _tier, ...rest } = body
  return { ...rest, status: cancelled ? 'cancelled' : 'in_progress' }
}

function stored(
  name: string,
  method: Endpoint['method'],
  path: string,
  act: (one: StoredInteraction, context: OperationContext, id: string) => object,
): Endpoint<StoredRequest, Stored> {
  return {
    ...voice,
    name,
    method,
    path,
    operation: 'interactions',
    style: 'compact',
    parse: ({ params }: Call) => ({
      operation: 'interactions',
      model: '',
      stream: false,
      wire: undefined,
      id: params['id']!,
    }),
    perform({ id }, context) {
      const one = interactionsOf(context.store).get(id)
      if (!one) throw notFound(id)
      return { body: act(one, context, id) }
    },
    encode: ({ outcome }) => outcome.body,
  }
}
