import type { PlaywrightTestArgs, PlaywrightTestOptions, TestInfo, TestType } from '@playwright/test'
import type { SimulationOptions } from '../../src/options.ts'
import type { Simulation } from '../../src/simulation.ts'
import { createSimulation } from '../create-simulation.ts'
import { startApp, type AppOptions, type LlmApp } from './playwright/app.ts'
import { CATCHING } from './playwright/catch.ts'
import type { Catcher } from './playwright/catcher.ts'
import { createMarks, type Marks } from './playwright/marks.ts'
import { redirectsTo } from './playwright/redirect.ts'
import { createServer, type LlmServer } from './server.ts'

/** Options of {@link withLlm}. */
export interface WithLlmOptions {
  /** Of each worker's simulation. */
  readonly simulation?: SimulationOptions
  /**
   * The app under test, where its server side asks LLMs: each worker starts one of its own. Default: none is started, and pages open what
   * `webServer` or `baseURL` says; a server that `webServer` starts asks the real providers, since nothing redirects it.
   */
  readonly app?: AppOptions
}

/** What each test gets. */
export interface LlmFixtures {
  /** The simulation that answers the pages and the app of this test; back to the start after it. */
  readonly llm: Simulation
}

/** What each worker has. */
export interface LlmWorkerFixtures {
  readonly llmSimulation: Simulation
  /** Where the simulation listens, on a free port of this machine. */
  readonly llmServer: LlmServer
  /** The worker's app; undefined without the option `app`. */
  readonly llmApp: LlmApp | undefined
}

interface Marked {
  readonly llmMarks: Marks
}

interface Caught {
  readonly llmCatcher: Catcher
}

type Use<T> = (value: T) => Promise<void>

/**
 * A Playwright `test` whose pages, and whose app, talk to a simulation in place of the LLM providers. Each worker has a simulation, and an app,
 * of its own, and a worker runs one test at a time: no test sees another's rules, faults or exchanges.
 *
 * Requests to all addresses of the simulation are sent to it: of pages, workers, `request`, and of contexts and browsers that a test makes
 * itself; of an app by its `fetch`, `node:http` and `node:https`, or by the base URLs in its environment. WebSockets of pages to them are closed
 * with code 4501. What the test's own process asks outside of Playwright is not: give clients there `llm.fetch`. Nor is what an app asks by an
 * installed `undici`, HTTP/2 or the WebSocket of Node, or what workers ask by WebSocket, which fails in Chromium and gets out elsewhere.
 *
 * @param base `test` of `@playwright/test`, or one that is extended already
 * @example
 * import { test as base, expect } from '@playwright/test'
 * import { withLlm } from 'msw-llm/playwright'
 *
 * const test = withLlm(base, { app: { command: 'node server.mjs' } })
 *
 * test('answers', async ({ page, llm }) => {
 *   llm.when('sea').reply('It is deep.')
 *   await page.goto('/')
 *   await page.getByRole('textbox').fill('How deep is the sea?')
 *   await page.keyboard.press('Enter')
 *   await expect(page.getByRole('log')).toContainText('It is deep.')
 *   expect(llm.exchanges).toHaveLength(1)
 * })
 */
export function withLlm<T extends PlaywrightTestArgs & PlaywrightTestOptions, W extends object>(
  base: TestType<T, W>,
  options: WithLlmOptions = {},
): TestType<T & LlmFixtures, W & LlmWorkerFixtures> {
  // Playwright reads the names of fixtures off the parameter, which must be written as a pattern.
  const fixtures = {
    // oxlint-disable-next-line no-empty-pattern
    llmSimulation: [async ({}, use: Use<Simulation>) => use(createSimulation(options.simulation)), { scope: 'worker' }],
    llmMarks: [
      async ({ llmSimulation }: LlmWorkerFixtures, use: Use<Marks>) => {
        const marks = createMarks(llmSimulation)
        await use(marks)
        marks.close()
      },
      { scope: 'worker' },
    ],
    llmServer: [
      async ({ llmSimulation, llmMarks }: LlmWorkerFixtures & Marked, use: Use<LlmServer>) => {
        const server = await createServer(llmSimulation, { port: 0, read: llmMarks.read })
        await use(server)
        await server.close(0)
      },
      { scope: 'worker' },
    ],
    llmApp: [
      async ({ llmServer, llmSimulation, llmMarks }: LlmWorkerFixtures & Marked, use: Use<LlmApp | undefined>) => {
        const redirects = redirectsTo(llmSimulation, llmServer.url)
        const app = options.app && (await startApp(options.app, llmServer, redirects, llmMarks.file))
        await use(app)
        await app?.stop()
      },
      { scope: 'worker', timeout: (options.app?.timeoutMs ?? 60_000) + 15_000 },
    ],
    baseURL: async ({ baseURL, llmApp }: PlaywrightTestOptions & LlmWorkerFixtures, use: Use<string | undefined>) =>
      use(llmApp?.url ?? baseURL),
    ...CATCHING,
    llm: [
      async (
        { llmSimulation, llmMarks, llmCatcher, baseURL }: PlaywrightTestOptions & LlmWorkerFixtures & Marked & Caught,
        use: Use<Simulation>,
        info: TestInfo,
      ) => {
        llmCatcher.baseURL = baseURL
        llmMarks.begin(info.title)
        await use(llmSimulation)
        llmMarks.end()
        const { exchanges } = llmSimulation
        if (info.status !== info.expectedStatus && exchanges.length > 0) {
          const body = JSON.stringify(exchanges, null, 2)
          await info.attach('llm-exchanges.json', { body, contentType: 'application/json' })
        }
        llmSimulation.reset()
      },
      { auto: true },
    ],
  }
  return base.extend(fixtures as never)
}

export type { AppOptions, LlmApp } from './playwright/app.ts'
