import { UsageError } from '../../../../src/errors.ts'
import type { PanelSimulation } from '../panel-simulation.ts'
import type { Act, PanelMessage } from './message.ts'
import { createRemoteSimulation, type RemoteSimulation } from './remote-simulation.ts'

/** How a page is told of its connection. */
export interface ConnectOptions {
  /** Told when the server goes away (it is tried again each second) and when it is back. */
  onConnection?(isConnected: boolean): void
}

/**
 * The simulation of a server (`npx msw-llm serve`), for a panel in another page of this machine.
 *
 * @param url of the server
 * @throws {UsageError} where the server does not let the page
 * @example
 * if (typeof document !== 'undefined') mountPanel(await remoteSimulation('http://localhost:4010'))
 */
export function remoteSimulation(url: string, { onConnection }: ConnectOptions = {}): Promise<PanelSimulation> {
  const source = new EventSource(`${url}/__llm/events`)
  const act = actAt(url)
  let llm: RemoteSimulation | undefined
  // The switches of the panel go with the page: what they turned on, nobody else could turn off.
  addEventListener('pagehide', () => {
    for (const id of llm?.lastingFaults() ?? [])
      void fetch(`${url}/__llm/faults?id=${id}`, { method: 'DELETE', keepalive: true })
  })
  return new Promise((resolve, reject) => {
    source.addEventListener('open', () => onConnection?.(true))
    source.addEventListener('error', () => {
      onConnection?.(false)
      if (source.readyState === EventSource.CLOSED)
        reject(new UsageError(`The server at ${url} does not tell this page about its simulation.`))
    })
    source.addEventListener('message', ({ data }) => {
      const message = JSON.parse(data as string) as PanelMessage
      if (llm) llm.receive(message)
      else resolve((llm = createRemoteSimulation(message, act)))
    })
  })
}

/** Sends actions in their order, and says what is refused. */
function actAt(url: string): Act {
  let last: Promise<unknown> = Promise.resolve()
  return (method, path, json) => {
    const init = { method, ...(json === undefined ? {} : { body: JSON.stringify(json) }) }
    last = last.then(async () => {
      try {
        const response = await fetch(`${url}/__llm${path}`, init)
        if (response.ok) return response.status === 204 ? undefined : ((await response.json()) as unknown)
        console.error(`[msw-llm] ${method} ${path}: ${await response.text()}`)
      } catch (error) {
        console.error(`[msw-llm] ${method} ${path}:`, error)
      }
      return undefined
    })
    return last
  }
}
