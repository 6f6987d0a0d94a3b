/** One request of a batch with its answer, once there is one. */
export interface Answerable<A> {
  answer?: A
}

/** Lines that are answered at one time. */
const AT_ONCE = 32

/** Has every line answered, some at once, until `isOver` says so. Rejects where `answer` does. */
export async function answerLines<A, L extends Answerable<A>>(
  lines: readonly L[],
  answer: (line: L, index: number) => Promise<A>,
  isOver: () => boolean,
): Promise<void> {
  const waiting = [...lines.entries()]
  const worker = async () => {
    for (let next = waiting.shift(); next && !isOver(); next = waiting.shift()) {
      const [index, line] = next
      line.answer = await answer(line, index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, waiting.length) }, worker))
}

/** The answered lines that a watcher sees at a time: they come one after the other from `startMs` to `endMs`. */
export function answeredBy<L extends Answerable<unknown>>(
  lines: readonly L[],
  startMs: number,
  endMs: number,
  atMs: number,
): readonly L[] {
  const eachMs = (endMs - startMs) / Math.max(1, lines.length)
  return lines.filter((line, index) => line.answer !== undefined && startMs + (index + 1) * eachMs <= atMs + 1e-6)
}
