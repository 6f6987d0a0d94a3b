import type { setupServer } from 'msw/node'
import { createSimulation, type CreateSimulationOptions, type Simulation } from '../create-simulation.ts'
import { UsageError } from '../../src/errors.ts'
import { catchEarlyClients, hasNodesFetch } from './node.ts'

/** Options of `setupLlm`: those of `createSimulation`, and what its server takes. */
export interface SetupLlmOptions extends CreateSimulationOptions {
  /** MSW handlers of yours; they go before the simulation's. */
  readonly handlers?: Parameters<typeof setupServer>
  /** Options of `server.listen`, as your major of MSW names them. Default: MSW's own. */
  readonly listen?: object
  /** Whether clients that were built before `beforeAll` are answered too. Default: true in Node, whose fetch that takes; false elsewhere. */
  readonly earlyClients?: boolean
}

type Server = ReturnType<typeof setupServer>

/** A simulation that listens while the tests of a file run. */
export interface LlmUnderTest extends Simulation {
  /** MSW's server, for `server.use(…)`; it is there from `beforeAll` on. */
  readonly server: Server
}

/** The hooks of a test runner. */
export interface Hooks {
  beforeAll(task: () => Promise<void>): void
  afterEach(task: () => void): void
  afterAll(task: () => void): void
}

/** Makes a simulation and wires it to the hooks: listens before all tests, resets after each, closes after all. */
export function wireLlm(hooks: Hooks, options: SetupLlmOptions): LlmUnderTest {
  const { handlers = [], listen, earlyClients = hasNodesFetch(), ...rest } = options
  const llm = createSimulation(rest)
  let server: Server | undefined
  let release = () => {}
  hooks.beforeAll(async () => {
    // Loaded here, so that a test file that only wants the matchers does not load MSW's interceptors.
    const node = await import('msw/node')
    server = node.setupServer(...handlers, ...llm.handlers)
    server.listen(listen)
    if (earlyClients) release = catchEarlyClients(llm)
  })
  hooks.afterEach(() => {
    server?.resetHandlers()
    llm.reset()
  })
  hooks.afterAll(() => {
    release()
    server?.close()
    server = undefined
  })
  return Object.defineProperty(llm, 'server', {
    get() {
      if (server) return server
      throw new UsageError('llm.server is there from beforeAll to afterAll; use it inside a test or a hook.')
    },
  }) as LlmUnderTest
}
