import { UsageError } from '../../src/errors.ts'
import { matchers, type LlmMatchers } from './matchers.ts'
import { wireLlm, type Hooks, type LlmUnderTest, type SetupLlmOptions } from './setup-llm.ts'

interface Extendable {
  extend(matchers: object): void
}

// Importing this module is what adds the matchers to Jest's global `expect`; with injectGlobals off, call `expect.extend(matchers)`.
const { expect } = globalThis as { readonly expect?: Extendable }
expect?.extend(matchers)

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- the way in which Jest's types are extended
  namespace jest {
    interface Matchers<R> extends LlmMatchers<R> {}
  }
}

/** Hooks by the names of Jest and Bun, or by those of node:test. */
export interface RunnersHooks extends Partial<Hooks> {
  readonly before?: Hooks['beforeAll']
  readonly after?: Hooks['afterAll']
}

/**
 * A simulation behind MSW for the tests of one file: listens before all, resets after each, closes after all.
 *
 * @param hooks where they are not in the global scope: the module `@jest/globals`, `node:test` or `bun:test`, or what you take from it
 * @throws {UsageError} where there are no hooks
 * @example
 * import { setupLlm } from 'msw-llm/jest'
 *
 * const llm = setupLlm({ seed: 7 })
 * @example
 * import * as hooks from 'node:test'
 *
 * const llm = setupLlm({ seed: 7 }, hooks)
 */
export function setupLlm(options: SetupLlmOptions = {}, hooks = globalThis as unknown as RunnersHooks): LlmUnderTest {
  const { before, after, beforeAll = before, afterEach, afterAll = after } = hooks
  if (beforeAll && afterEach && afterAll) return wireLlm({ beforeAll, afterEach, afterAll }, options)
  throw new UsageError(
    'setupLlm found no beforeAll, afterEach and afterAll. Pass them: setupLlm(options, { beforeAll, afterEach, afterAll }).',
  )
}

export type { Hooks, LlmUnderTest, SetupLlmOptions } from './setup-llm.ts'
export { matchers, type AnswerExpectation, type LlmMatchers } from './matchers.ts'
