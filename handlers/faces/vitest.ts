import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { matchers, type LlmMatchers } from './matchers.ts'
import { wireLlm, type LlmUnderTest, type SetupLlmOptions } from './setup-llm.ts'

// Importing this module is what adds the matchers.
expect.extend(matchers)

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-explicit-any -- the shape that vitest declares and merges with
  interface Matchers<T = any> extends LlmMatchers<T> {}
}

/**
 * A simulation behind MSW for the tests of one file: listens before all, resets after each, closes after all.
 *
 * @example
 * import { setupLlm } from 'msw-llm/vitest'
 *
 * const llm = setupLlm({ seed: 7 })
 */
export function setupLlm(options: SetupLlmOptions = {}): LlmUnderTest {
  return wireLlm({ beforeAll, afterEach, afterAll }, options)
}

export type { LlmUnderTest, SetupLlmOptions } from './setup-llm.ts'
export { matchers, type AnswerExpectation, type LlmMatchers } from './matchers.ts'
