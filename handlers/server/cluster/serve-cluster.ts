import cluster from 'node:cluster'
import type { Simulation } from '../../../src/simulation.ts'
import type { LlmServer } from '../../faces/server.ts'
import { runPrimary, type ClusterOptions } from './primary.ts'
import { runWorker, type Listen } from './worker.ts'

/** Serves by several processes; undefined in those that answer, which run the same program and do what the first tells them. */
export async function serveCluster(
  llm: Simulation,
  listen: Listen,
  options: ClusterOptions,
): Promise<LlmServer | undefined> {
  if (!cluster.isWorker) return runPrimary(llm, listen, options)
  runWorker(llm, listen)
  return undefined
}
