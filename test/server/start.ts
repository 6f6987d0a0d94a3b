import { afterEach } from 'vitest'
import { createServer, type LlmServer, type ServerOptions } from '../../handlers/faces/server.ts'
import { createSimulation, type CreateSimulationOptions, type Simulation } from '../../handlers/index.ts'

const open: LlmServer[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close(0)))
})

/** A simulation on a free port; closed after the test. */
export async function start(
  options: CreateSimulationOptions = {},
  serverOptions: ServerOptions = {},
): Promise<{ readonly llm: Simulation; readonly server: LlmServer; readonly url: string }> {
  const llm = createSimulation(options)
  const server = await createServer(llm, { port: 0, ...serverOptions })
  open.push(server)
  return { llm, server, url: server.url }
}

/** The init of a chat request. */
export function chat(prompt: string, more: object = {}, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { authorization: 'Bearer any', 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: prompt }], ...more }),
  }
}

/** Sends JSON to the control API. */
export function control(url: string, path: string, json: unknown, headers: Record<string, string> = {}) {
  return fetch(`${url}/__llm${path}`, { method: 'POST', headers, body: JSON.stringify(json) })
}
