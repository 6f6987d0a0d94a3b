import type { Choice } from '../completion.ts'
import type { Verbatim } from './verbatim.ts'

/** What recorded answers have in common: enough to tell them from others, without what sends them, which few pages need. */
export abstract class Recorded {
  /** What the answer says, as far as it was understood. */
  abstract readonly choice: Choice
}

/** Whether an answer is sent byte by byte as it was recorded. */
export function isVerbatim(answer: unknown): answer is Verbatim {
  return answer instanceof Recorded
}
