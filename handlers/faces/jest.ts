import { matchers, type LlmMatchers } from './matchers.ts'

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

export { matchers, type AnswerExpectation, type LlmMatchers } from './matchers.ts'
