import { setupServer } from 'msw/node'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createSimulation, ERROR_KINDS, type Fault } from '../../handlers/index.ts'
import { fakeTime, untilSettled } from './fake-time.ts'
import { faultClients, type FaultClient } from './fault-clients.ts'
import { outcomeOf, type Carrier } from './fault-outcomes.ts'

const TEXT =
  'The tide comes in twice a day, pulled by the moon, and the harbour fills without a sound before it empties again.'
const PATIENCE_MS = 900_000

/** Every fault of the language, each with a name for the table of outcomes. */
const FAULTS: Readonly<Record<string, Fault>> = {
  ...Object.fromEntries(ERROR_KINDS.map((kind) => [kind, kind])),
  'no connection': { how: 'socket' },
  'no answer': { how: 'stall' },
  'socket after headers': { how: 'socket', at: 'headers' },
  'socket in the middle': { how: 'socket', at: { tokens: 8 } },
  'stall in the middle': { how: 'stall', at: { tokens: 8 } },
  'error in the middle': { kind: 'overloaded', at: { tokens: 8 } },
  'end in the middle': { how: 'end', at: { tokens: 8 } },
  'end before usage': { how: 'end', at: 'usage' },
  'end before terminator': { how: 'end', at: 'terminator' },
  'socket after terminator': { how: 'socket', at: 'end' },
  'half a character': { how: 'broken-utf8', at: { tokens: 8 } },
  'half an event': { how: 'broken-json', at: { tokens: 8 } },
  'event twice': { how: 'duplicate', at: { tokens: 8 } },
  'events swapped': { how: 'reorder', at: { tokens: 8 } },
  drip: { how: 'drip', bytes: 97, gapMs: 5 },
  'keep-alives first': { how: 'keep-alives', everyMs: 4000, forMs: 12_000 },
  'keep-alives only': { how: 'keep-alives', everyMs: 60_000 },
  'wrong content type': { how: 'content-type' },
  empty: { how: 'empty' },
  length: { how: 'length' },
  'content filtered': { how: 'content-filter' },
}

const llm = createSimulation()
/** The matrix says which msw it runs with. */
const isMsw3 = process.env['MSW_LLM_MSW_FOLDER']?.endsWith('msw-3') === true
const transports = ['msw', 'fetch'] as const
const carrierOf = (transport: (typeof transports)[number]): Carrier | undefined => {
  if (process.env['MSW_LLM_TRANSPORT'] === 'serve') return 'sockets'
  return isMsw3 && transport === 'msw' ? 'msw 3' : undefined
}
fakeTime(0)
afterEach(() => {
  vi.unstubAllGlobals()
  llm.reset()
})

beforeAll(async () => {
  await llm.ready()
  vi.stubGlobal('fetch', llm.fetch)
  for (const client of faultClients) await client.unary('warm up', new AbortController().signal)
  vi.unstubAllGlobals()
  llm.reset()
}, 60_000)

/** What the client made of it: what came of the text, the error, and how often it asked. */
async function madeOf(client: FaultClient, fault: Fault, isStream: boolean): Promise<string> {
  llm.when('tide').reply(TEXT)
  llm.fault(fault)
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  let text = ''
  let failure = ''
  const call = async () => {
    try {
      if (isStream) await client.stream('What of the tide?', patience.signal, (piece) => (text += piece))
      else text = await client.unary('What of the tide?', patience.signal)
    } catch (error) {
      failure = describeError(error)
    }
    clearTimeout(timer)
  }
  await untilSettled(call())
  const asked = llm.exchanges.length
  const lost = patience.signal.aborted ? 'patience' : failure
  return [amount(text), lost, asked > 1 ? `${asked} requests` : ''].filter(Boolean).join(', ')
}

function amount(text: string): string {
  if (text === TEXT) return 'whole'
  if (text === '') return ''
  return TEXT.startsWith(text) ? 'part' : 'garbled'
}

function describeError(error: unknown): string {
  const { constructor, name, status, statusCode } = error as Error & { status?: number; statusCode?: number }
  const kind = constructor.name === 'Object' || constructor.name === '' ? name : constructor.name
  return [kind, status ?? statusCode].filter((one) => one !== undefined).join(' ')
}

describe.each(transports)('over %s', (transport) => {
  describe.each(faultClients)('$provider', (client) => {
    test.each(Object.entries(FAULTS))('%s', async (name, fault) => {
      const server = transport === 'msw' ? setupServer(...llm.handlers) : undefined
      if (server) server.listen({ onUnhandledRequest: 'error' })
      else vi.stubGlobal('fetch', llm.fetch)
      const seen: string[] = []
      for (const isStream of [false, true]) {
        seen.push(await madeOf(client, fault, isStream))
        llm.reset()
      }
      server?.close()
      expect(seen).toEqual(outcomeOf(client.provider, name, carrierOf(transport)))
    })
  })
})
