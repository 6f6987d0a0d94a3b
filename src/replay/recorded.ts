import type { Verbatim } from './verbatim.ts'

/** What recorded answers have in common: enough to tell them from others, without what sends them, which few pages need. */
export abstract class Recorded {}

/** Whether an answer is sent byte by byte as it was recorded. */
export function isVerbatim(answer: unknown): answer is Verbatim {
  return answer instanceof Recorded
}
