#!/usr/bin/env node
import process from 'node:process'
import { UsageError } from '../../src/errors.ts'
import { HELP, readArguments, type ServeArguments } from '../server/arguments.ts'
import type { serveCluster } from '../server/cluster/serve-cluster.ts'
import { readConfig, simulationOf } from '../server/config.ts'
import { createServer, DEFAULT_PORT, type LlmServer, type ServerOptions } from './server.ts'

try {
  const asked = readArguments(process.argv.slice(2))
  if (asked) await serve(asked)
  else console.log(HELP)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(`msw-llm: ${error.message}`)
  process.exit(1)
}

async function serve({ config: file, options, workers, ...address }: ServeArguments): Promise<void> {
  const config = file === undefined ? {} : await readConfig(file)
  const { port = DEFAULT_PORT, host = '127.0.0.1', maxBodyBytes } = { ...config, ...address }
  const llm = await simulationOf(config, options)
  const chosen = { port, host, ...(maxBodyBytes === undefined ? {} : { maxBodyBytes }) }
  const listen = (more: ServerOptions) => createServer(llm, { ...chosen, ...more })
  const server = await (workers === undefined ? listen({}) : clusterOf(llm, listen, { ...chosen, workers }))
  if (!server) return
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(server))
  tell(server, workers)
}

async function clusterOf(...asked: Parameters<typeof serveCluster>): ReturnType<typeof serveCluster> {
  const cluster = await import('../server/cluster/serve-cluster.ts')
  return cluster.serveCluster(...asked)
}

function tell({ url, environment }: LlmServer, workers: number | undefined): void {
  const processes = workers === undefined ? '' : ` ${workers} processes answer.`
  console.log(
    `msw-llm listens at ${url}; any API key will do.${processes}\n\n${environment}\n\nPanel: ${url}/\nControl API: ${url}/__llm`,
  )
}

let isStopping = false

/** Lets streams end; asked a second time it does not wait. */
async function stop(server: LlmServer): Promise<void> {
  const graceMs = isStopping ? 0 : 10_000
  isStopping = true
  await server.close(graceMs).catch(() => {})
  process.exit(0)
}
