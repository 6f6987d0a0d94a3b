import type { WireEvent } from '../../../src/framing/framing.ts'
import { sse } from '../../../src/framing/sse.ts'
import type { AnyEndpoint, Endpoint, OperationContext } from '../../../src/provider.ts'
import { createRandom, fork } from '../../../src/random.ts'
import { cutCompletion, toParts } from '../../../src/stream.ts'
import { refused } from '../wording.ts'
import { missing } from './context.ts'
import { encodeStored } from './encode.ts'
import { encodeStream } from './encode-stream.ts'
import { listItems } from './list.ts'
import { storedEndpoint, type StoredRequest, type StoredResult } from './operations.ts'
import { cutOf } from './cut.ts'
import type { ResponsesProfile } from './profile.ts'
import { responsesIn, stageOf, type StoredResponse } from './stored.ts'

interface Retrieved extends StoredResult {
  readonly events: readonly WireEvent[]
}

/** The endpoints of a response that has been made: read, stream again, delete, cancel, list what it read. */
export function storedResponses(profile: ResponsesProfile): readonly AnyEndpoint[] {
  const path = `${profile.path ?? '/responses'}/:id`
  return [
    retrieve(profile, path),
    storedEndpoint('responses.delete', 'DELETE', path, profile, ({ params }, { store }) => {
      const id = params['id']!
      if (!responsesIn(store).delete(id)) throw missing(profile, 'response', id)
      return { id, object: 'response', deleted: true }
    }),
    storedEndpoint('responses.cancel', 'POST', `${path}/cancel`, profile, (request, context) => {
      const stored = cancelled(found(request, context, profile), context)
      return encodeStored(stored, context.nowMs, profile)
    }),
    storedEndpoint('responses.input_items', 'GET', `${path}/input_items`, profile, (request, context) =>
      listItems(found(request, context, profile).inputItems, request.query),
    ),
  ]
}

function found({ params }: StoredRequest, { store }: OperationContext, profile: ResponsesProfile): StoredResponse {
  const id = params['id']!
  const stored = responsesIn(store).get(id)
  if (!stored) throw missing(profile, 'response', id)
  return stored
}

/** Cancels what still runs; what has ended stays as it is. */
function cancelled(stored: StoredResponse, { store, nowMs }: OperationContext): StoredResponse {
  const { exchange } = stored
  if (!exchange.request.wire.background) throw refused('Cannot cancel a synchronous response.', null, null)
  if (stageOf(stored, nowMs) === 'done') return stored
  const ended = { ...stored, cancelledAtMs: nowMs }
  const responses = responsesIn(store)
  for (const [id, one] of responses) if (one === stored) responses.set(id, ended)
  return ended
}

function retrieve(profile: ResponsesProfile, path: string): Endpoint<StoredRequest, Retrieved> {
  const base = storedEndpoint('responses.get', 'GET', path, profile, () => ({}))
  return {
    ...base,
    framing: sse,
    async perform(request, context) {
      const stored = found(request, context, profile)
      const events = request.stream ? await replay(stored, request.query['starting_after'], profile, context) : []
      return { events, body: encodeStored(stored, context.nowMs, profile) }
    },
    encode: ({ outcome }) => profile.writeBody(outcome.body),
    encodeEvents: ({ outcome }) => outcome.events,
  }
}

/** The events of a response's stream again, cut as the first time, with their numbers; those after a number where one is given. */
async function replay(
  { exchange }: StoredResponse,
  after: string | undefined,
  profile: ResponsesProfile,
  context: OperationContext,
): Promise<readonly WireEvent[]> {
  const tokenizer = await context.tokenizer(exchange.model!.model)
  const cut = cutOf(profile)(exchange, tokenizer, createRandom(fork(exchange.seed, 'cut')))
  const encode = encodeStream(exchange, profile, true)
  const events = [...toParts(cutCompletion(exchange.outcome, cut))].flatMap((part) => [...encode(part)])
  return after === undefined ? events : events.slice(Number(after) + 1)
}
