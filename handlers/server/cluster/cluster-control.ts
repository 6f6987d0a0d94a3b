import type { UsageReport } from '../../../src/journal.ts'
import { newest, type Control, type ControlRequest, type JournalEntry } from '../control.ts'
import type { Changes } from './changes.ts'
import { idAt } from './ids.ts'
import type { Pool } from './pool.ts'
import { sumUsage } from './sums.ts'

/** An answer that is told, and by whom: 0 is the primary process. */
interface Told {
  readonly worker: number
  readonly body: unknown
}

type Merge = (told: readonly Told[], request: ControlRequest) => unknown

/** What is said by all processes in one. */
const MERGES: Readonly<Record<string, Merge>> = {
  '/usage': (told) => sumUsage(told.map(({ body }) => body as UsageReport)),
  '/journal': (told, { query }) => ({ exchanges: newest(told.flatMap(entriesOf).toSorted(byArrival), query) }),
  '/health': ([own, ...workers]) => ({
    ...(own!.body as Health),
    exchanges: [own!, ...workers].reduce((sum, { body }) => sum + (body as Health).exchanges, 0),
    workers: workers.length,
  }),
  '/faults': ([own, ...workers]) => ({
    faults: (own!.body as FaultList).faults.map((fault) => ({
      ...fault,
      struck: workers.reduce((sum, { body }) => sum + struckIn(body as FaultList, fault.id), fault.struck),
    })),
  }),
}

interface Health {
  readonly exchanges: number
}

interface FaultList {
  readonly faults: readonly { readonly id: string; readonly struck: number }[]
}

/** The control API of several processes: what it changes, it changes in each, and what it shows is of all. */
export function createClusterControl(local: Control, pool: Pool, changes: Changes): Control {
  return async (request) => {
    if (request.method !== 'GET') return changes.make(request)
    const merge = MERGES[request.path]
    const own = await local(merge ? whole(request) : request)
    if (!merge || own.status !== 200) return own
    const told = await pool.ask({ type: 'control', request: whole(request) })
    return { status: 200, body: merge([{ worker: 0, body: own.body }, ...told], request) }
  }
}

/** The request for everything, of which the merged answer is cut. */
function whole(request: ControlRequest): ControlRequest {
  return { ...request, query: {} }
}

function entriesOf({ worker, body }: Told): readonly JournalEntry[] {
  const { exchanges } = body as { readonly exchanges: readonly JournalEntry[] }
  return exchanges.map((one) => ({ ...one, id: idAt(worker, one.id) }))
}

function byArrival(one: JournalEntry, other: JournalEntry): number {
  return one.receivedAt < other.receivedAt ? -1 : one.receivedAt > other.receivedAt ? 1 : 0
}

function struckIn({ faults }: FaultList, id: string): number {
  return faults.find((fault) => fault.id === id)?.struck ?? 0
}
