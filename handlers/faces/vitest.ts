import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { Exchange } from '../../src/exchange.ts'
import { matchers, type LlmMatchers } from './matchers.ts'
import { wireLlm, type LlmUnderTest, type SetupLlmOptions } from './setup-llm.ts'
import { RUN_SUMS, type RunSums } from './vitest-reporter.ts'

// Importing this module is what adds the matchers.
expect.extend(matchers)

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-explicit-any -- the shape that vitest declares and merges with
  interface Matchers<T = any> extends LlmMatchers<T> {}
}

/**
 * A simulation behind MSW for the tests of one file: listens before all, resets after each, closes after all. Of a test that fails it prints what
 * was asked, and the note of each exchange.
 *
 * @example
 * import { setupLlm } from 'msw-llm/vitest'
 *
 * const llm = setupLlm({ seed: 7 })
 */
export function setupLlm(options: SetupLlmOptions = {}): LlmUnderTest {
  const hooks = {
    beforeAll,
    afterAll,
    // In one hook with the reset: what order hooks have is a setting of Vitest's.
    afterEach: (reset: () => void) =>
      afterEach(({ task }) => {
        if (task.result?.state === 'fail') tellFailed(llm)
        reset()
      }),
  }
  const llm: LlmUnderTest = wireLlm(hooks, options)
  reportUsage(llm)
  return llm
}

/** Exchanges of a failed test that are printed. */
const MOST_TOLD = 20

function tellFailed(llm: LlmUnderTest): void {
  const { exchanges } = llm
  if (exchanges.length === 0) return
  const earlier = exchanges.length > MOST_TOLD ? [`… ${exchanges.length - MOST_TOLD} before`] : []
  const lines = exchanges
    .slice(-MOST_TOLD)
    .flatMap((exchange) => [String(exchange), ...(exchange.note === undefined ? [] : [`  ${exchange.note}`])])
  console.info(`[msw-llm] What the failed test asked:\n  ${[...earlier, ...lines].join('\n  ')}`)
}

/**
 * Tells the reporter `msw-llm/vitest-reporter` what the tests of this file use; `setupLlm` does so by itself.
 *
 * @example
 * reportUsage(llm) // at the top level of a test file or of a setup file
 */
export function reportUsage(llm: { on(event: 'end', listener: (exchange: Exchange) => void): () => void }): void {
  let sums: RunSums = { exchanges: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 }
  const stop = llm.on('end', ({ usage, costUsd }) => {
    sums = {
      exchanges: sums.exchanges + 1,
      inputTokens: sums.inputTokens + usage.inputTokens,
      outputTokens: sums.outputTokens + usage.outputTokens,
      costUsd: sums.costUsd + costUsd,
    }
  })
  // What a file has in its meta goes to the main process with its result. Vitest 3 hands the file over as the first argument, 4 as the
  // second, and reads the names of parameters.
  afterAll(function leave() {
    const file = [...(arguments as unknown as Iterable<{ readonly meta?: object }>)].findLast(({ meta }) => meta)
    if (file?.meta) Object.assign(file.meta, { [RUN_SUMS]: sums })
    stop()
  })
}

export type { LlmUnderTest, SetupLlmOptions } from './setup-llm.ts'
export { matchers, type AnswerExpectation, type LlmMatchers } from './matchers.ts'
