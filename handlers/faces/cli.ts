#!/usr/bin/env node
import process from 'node:process'
import { UsageError } from '../../src/errors.ts'
import { HELP, readArguments, type ServeArguments } from '../server/arguments.ts'
import { readConfig, simulationOf } from '../server/config.ts'
import { createServer, type LlmServer } from './server.ts'

try {
  const asked = readArguments(process.argv.slice(2))
  if (asked) await serve(asked)
  else console.log(HELP)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(`msw-llm: ${error.message}`)
  process.exit(1)
}

async function serve({ config: file, options, ...address }: ServeArguments): Promise<void> {
  const config = file === undefined ? {} : await readConfig(file)
  const { port, host, maxBodyBytes } = { ...config, ...address }
  const llm = await simulationOf(config, options)
  const chosen = Object.entries({ port, host, maxBodyBytes }).filter(([, value]) => value !== undefined)
  const server = await createServer(llm, Object.fromEntries(chosen))
  tell(server)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(server))
}

function tell({ url, environment }: LlmServer): void {
  console.log(`msw-llm listens at ${url}; any API key will do.\n\n${environment}\n\nControl API: ${url}/__llm`)
}

let isStopping = false

/** Lets streams end; asked a second time it does not wait. */
async function stop(server: LlmServer): Promise<void> {
  const graceMs = isStopping ? 0 : 10_000
  isStopping = true
  await server.close(graceMs).catch(() => {})
  process.exit(0)
}
