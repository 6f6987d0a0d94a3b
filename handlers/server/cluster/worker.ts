import process from 'node:process'
import { UsageError } from '../../../src/errors.ts'
import type { Simulation } from '../../../src/simulation.ts'
import { follow, type Follower } from '../../faces/panel/remote/follow.ts'
import type { LlmServer, ServerOptions } from '../../faces/server.ts'
import { createControl } from '../control.ts'
import { createAsker } from './counter.ts'
import { createForward } from './forward.ts'
import type { Beginning, FromWorker, ToWorker } from './messages.ts'
import { askedOf } from './request-key.ts'
import { standsAlone } from './stands-alone.ts'

/** How a worker opens its server. */
export type Listen = (options: ServerOptions) => Promise<LlmServer>

/**
 * Answers as one of several processes what stands alone, and leaves everything else to the primary process.
 *
 * @param llm the simulation, made as the primary makes its own
 */
export function runWorker(llm: Simulation, listen: Listen): void {
  const control = createControl(llm)
  const asker = createAsker((keys) => tell({ type: 'count', keys }))
  let isGathered = false
  let follower: Follower | undefined
  let server: LlmServer | undefined

  const ordinal: ServerOptions['ordinal'] = async (request, address, text) => {
    if (isGathered) return 'elsewhere'
    const asked = await askedOf(llm, request, address, text)
    if (!asked || !(await standsAlone(asked, text))) return 'elsewhere'
    return asked.key === undefined ? undefined : asker.next(asked.key)
  }
  const begin = async ({ port, keeperPort, changes, ...rest }: Beginning) => {
    isGathered = rest.isGathered
    for (const change of changes) await control(change)
    try {
      server = await listen({ port, ordinal, elsewhere: createForward(keeperPort) })
      tell({ type: 'listening', url: server.url })
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      tell({ type: 'failed', message: error.message })
    }
  }
  const obey = async (message: ToWorker): Promise<void> => {
    if (message.type === 'begin') return begin(message)
    if (message.type === 'control')
      return tell({ type: 'answer', id: message.id, answer: await control(message.request) })
    if (message.type === 'gather') {
      isGathered = message.isGathered
      return tell({ type: 'answer', id: message.id, answer: { status: 204, body: undefined } })
    }
    if (message.type === 'watch') {
      follower?.stop()
      follower = message.isWatched ? follow(llm, (news) => tell({ type: 'news', message: news })) : undefined
    }
  }
  let last: Promise<void> = Promise.resolve()
  process.on('message', (received) => {
    const message = received as ToWorker
    if (message.type === 'ordinals') asker.receive(message.ordinals)
    else if (message.type === 'stop') void stop(message.graceMs)
    else last = last.then(() => obey(message))
  })
  const stop = async (graceMs: number) => {
    await server?.close(graceMs).catch(() => {})
    process.exit(0)
  }
  // The terminal tells all processes; the primary says when.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => {})
  tell({ type: 'loaded' })
}

function tell(message: FromWorker): void {
  process.send!(message)
}
