import { expect } from 'vitest'
import { matchers, type LlmMatchers } from './matchers.ts'

// Importing this module is what adds the matchers.
expect.extend(matchers)

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-explicit-any -- the shape that vitest declares and merges with
  interface Matchers<T = any> extends LlmMatchers<T> {}
}

export { matchers, type AnswerExpectation, type LlmMatchers } from './matchers.ts'
