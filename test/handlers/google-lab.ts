import { createManualClock } from '../../src/clock.ts'
import { google } from '../../handlers/google/index.ts'
import { vertex } from '../../handlers/vertex/index.ts'
import { MockProvider } from '../../src/mock-provider.ts'
import { Simulation } from '../../src/simulation.ts'
import type { SimulationOptions } from '../../src/options.ts'

export const NOW = Date.UTC(2026, 10, 22, 12, 0, 0, 250)
export const GEMINI = 'https://generativelanguage.googleapis.com/v1beta'
export const VERTEX = 'https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1'
export const contents = [{ role: 'user', parts: [{ text: 'hello there' }] }]
export const weather = {
  name: 'get_weather',
  parameters: { type: 'OBJECT', properties: { city: { type: 'STRING' } }, required: ['city'] },
}
export const tools = [{ functionDeclarations: [weather] }]

/** Both Google providers on a clock that stands still. */
export function googleLab(options: SimulationOptions = {}) {
  const clock = createManualClock(NOW)
  const llm = new Simulation({ clock, ...options }, [new MockProvider(google), new MockProvider(vertex)])
  const send = (url: string, body?: unknown, init: RequestInit = {}) =>
    llm.fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'x-goog-api-key': 'key', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...init,
    })
  return { llm, clock, send }
}

/** The objects of a stream of events. */
export function chunksOf(text: string): any[] {
  return text
    .split('\r\n\r\n')
    .filter(Boolean)
    .map((frame) => JSON.parse(frame.replace(/^data: /, '')))
}
