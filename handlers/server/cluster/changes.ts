import type { Simulation } from '../../../src/simulation.ts'
import type { Control, ControlAnswer, ControlRequest } from '../control.ts'
import { placeOfId } from './ids.ts'
import type { Pool } from './pool.ts'

/** What the control API has changed since the start or the last reset, in all processes. */
export interface Changes {
  /** Changes it here and in every worker; resolves when all have it. */
  make(request: ControlRequest): Promise<ControlAnswer>
  /** For a worker that begins. */
  readonly made: readonly ControlRequest[]
  /** Whether all requests go to the primary process, since answers depend on others. */
  readonly isGathered: boolean
}

/**
 * @param local the control API of the primary process, which has every change first
 * @param onAnew the simulation begins anew, or draws from another seed: equal requests are numbered from 0
 */
export function createChanges(llm: Simulation, local: Control, pool: Pool, onAnew: () => void): Changes {
  const inTurn = createTurns()
  let made: ControlRequest[] = []
  // Rules and faults of the configuration come back with each reset, and workers do not know which have struck.
  const isAlwaysGathered = llm.isCounted
  let isGathered = isAlwaysGathered
  const gather = async (isWanted: boolean) => {
    if (isGathered === isWanted) return
    isGathered = isWanted
    await pool.ask({ type: 'gather', isGathered })
  }
  const spread = async (request: ControlRequest) => {
    if (isReset(request)) made = []
    else if (!isStep(request)) made.push(request)
    await pool.ask({ type: 'control', request })
  }
  const isOver = () => isGathered && !isAlwaysGathered && !llm.isCounted
  llm.on('exchange', () => {
    if (isOver()) void inTurn(release)
  })
  /** All counted faults have struck here: workers forget them, and answer again. */
  const release = async () => {
    if (!isOver()) return
    const request: ControlRequest = {
      method: 'GET',
      path: '/faults',
      query: {},
      text: '',
      scope: undefined,
      origin: '',
    }
    const { faults } = (await local(request)).body as Faults
    for (const { id, fault, struck } of faults)
      if (struck >= (fault.next ?? Number.POSITIVE_INFINITY))
        await spread({ ...request, method: 'DELETE', query: { id } })
    await gather(llm.isCounted)
  }
  const make = async (request: ControlRequest): Promise<ControlAnswer> => {
    const elsewhere = await atOneWorker(request, pool)
    if (elsewhere) return elsewhere
    const answer = await local(request)
    if (answer.status >= 400) return answer
    if (isReset(request) || isReseeded(request)) onAnew()
    // First nobody else answers, then all know: what is counted strikes nowhere else.
    if (llm.isCounted) await gather(true)
    await spread(named(request, answer))
    await gather(isAlwaysGathered || llm.isCounted)
    return answer
  }
  return {
    get made() {
      return made
    },
    get isGathered() {
      return isGathered
    },
    make: (request) => inTurn(() => make(request)),
  }
}

/** Runs tasks one after the other, so that all processes have their changes in one order. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(task: () => Promise<T>): Promise<T> => {
    const next = last.then(task)
    last = next.catch(() => {})
    return next
  }
}

interface Faults {
  readonly faults: readonly {
    readonly id: string
    readonly fault: { readonly next?: number }
    readonly struck: number
  }[]
}

function isReset({ path, scope }: ControlRequest): boolean {
  return path === '/reset' && scope === undefined
}

function isReseeded({ path, text }: ControlRequest): boolean {
  return path === '/settings' && /"seed"/.test(text)
}

function isStep({ path, text }: ControlRequest): boolean {
  return path === '/streams' && /"step"|"exchange"/.test(text)
}

/** A scope without a name has the same in all processes. */
function named(request: ControlRequest, { body }: ControlAnswer): ControlRequest {
  return request.path === '/scopes' ? { ...request, text: JSON.stringify(body) } : request
}

/** The stream of one exchange is steered where it runs. */
async function atOneWorker(request: ControlRequest, pool: Pool): Promise<ControlAnswer | undefined> {
  if (request.path !== '/streams') return undefined
  const [, id] = /"exchange"\s*:\s*"([^"]*)"/.exec(request.text) ?? []
  if (id === undefined) return undefined
  const place = placeOfId(id)
  if (place.worker === 0) return undefined
  const there = { ...request, text: request.text.replace(id, place.id) }
  const [answer] = await pool.ask({ type: 'control', request: there }, place.worker)
  return answer && { status: answer.status, body: answer.body }
}
