import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { createSimulation, type CreateSimulationOptions } from '../../handlers/index.ts'

/** A simulation behind MSW for the tests of one file, as the README sets it up. */
export function startLab(options: CreateSimulationOptions = {}) {
  const llm = createSimulation(options)
  const server = setupServer(...llm.handlers)
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => {
    server.resetHandlers()
    llm.reset()
  })
  afterAll(() => server.close())
  return { llm, server }
}
