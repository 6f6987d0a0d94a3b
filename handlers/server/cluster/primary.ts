import type { Simulation } from '../../../src/simulation.ts'
import type { LlmServer, ServerOptions } from '../../faces/server.ts'
import { isLoopback } from '../addresses.ts'
import { createControl } from '../control.ts'
import { environmentText, providerAddresses } from '../environment.ts'
import type { WatchPanel } from '../events.ts'
import { createChanges } from './changes.ts'
import { createClusterControl } from './cluster-control.ts'
import { createCounter } from './counter.ts'
import { createMerged, type Merged } from './merged.ts'
import { createPool, type Pool } from './pool.ts'
import { askedOf } from './request-key.ts'
import type { Listen } from './worker.ts'

/** Where a cluster listens. */
export interface ClusterOptions extends Pick<ServerOptions, 'maxBodyBytes'> {
  /** Processes that answer. */
  readonly workers: number
  readonly port: number
  readonly host: string
}

/**
 * Serves a simulation by several processes as if it were one. The primary process numbers equal requests, keeps what is counted or
 * stored and answers what depends on it, and has the control API.
 *
 * @throws {UsageError} where the workers cannot listen
 */
export async function runPrimary(llm: Simulation, listen: Listen, options: ClusterOptions): Promise<LlmServer> {
  const { workers, host, maxBodyBytes } = options
  // The same for those that are started anew.
  const port = options.port === 0 ? await freePort(listen) : options.port
  const counter = createCounter()
  const merged = createMerged(llm)
  let watchers = 0
  let keeper: LlmServer | undefined
  const pool: Pool = createPool(workers, {
    beginning: () => ({ port, keeperPort: keeper!.port, isGathered: changes.isGathered, changes: changes.made }),
    ordinalOf: (key) => counter.next(key),
    onNews: (worker, news) => watchers > 0 && merged.receive(worker, news),
    onBegun: (worker) => watchers > 0 && worker.tell({ type: 'watch', isWatched: true }),
    onGone: (worker) => merged.drop(worker),
  })
  const local = createControl(llm)
  const changes = createChanges(llm, local, pool, () => counter.reset())
  const watch: WatchPanel = () => {
    if (watchers++ === 0) pool.tell({ type: 'watch', isWatched: true })
    const release = () => {
      if (--watchers === 0) ignore(pool, merged)
    }
    return { llm: merged.watched, release }
  }
  keeper = await listen({
    port: 0,
    host: '127.0.0.1',
    isLocal: isLoopback(host),
    control: createClusterControl(local, pool, changes),
    watch,
    ordinal: async (request, address, text) => {
      const key = (await askedOf(llm, request, address, text))?.key
      return key === undefined ? undefined : counter.next(key)
    },
    ...(maxBodyBytes === undefined ? {} : { maxBodyBytes }),
  })
  const close = async (graceMs = 10_000) => {
    await Promise.all([pool.close(graceMs), keeper.close(graceMs)])
  }
  try {
    const url = await pool.start()
    const addresses = providerAddresses(llm, url)
    return { url, port: Number(new URL(url).port), addresses, environment: environmentText(addresses), close }
  } catch (error) {
    await close(0)
    throw error
  }
}

/** A port that is free now. */
async function freePort(listen: Listen): Promise<number> {
  const server = await listen({ port: 0 })
  await server.close(0)
  return server.port
}

function ignore(pool: Pool, merged: Merged): void {
  pool.tell({ type: 'watch', isWatched: false })
  merged.drop()
}
