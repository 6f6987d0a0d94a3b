import { createSimulation } from 'msw-llm'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll } from 'vitest'

export const llm = createSimulation({ seed: 7, latency: 'realistic', clock: 'virtual' })
export const server = setupServer(...llm.handlers)

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => llm.reset())
afterAll(() => server.close())
