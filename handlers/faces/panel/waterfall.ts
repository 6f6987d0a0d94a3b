/** When an exchange came, said its first word and ended, in milliseconds of one clock. */
export interface Span {
  readonly startMs: number
  readonly firstMs: number
  readonly endMs: number
}

/** A bar on the common axis; shares from 0 to 1. */
export interface Bar {
  readonly left: number
  /** Until the first word. */
  readonly waiting: number
  /** From there to the end. */
  readonly sending: number
}

/** Pauses in which nothing runs are drawn this long at most. */
const LONGEST_GAP_MS = 300

/** The bars of exchanges on one axis, on which idle time is short. */
export function barsOf(spans: readonly Span[]): readonly Bar[] {
  const place = axisOf(spans)
  const totalMs = Math.max(1, ...spans.map(({ endMs }) => place(endMs)))
  return spans.map(({ startMs, firstMs, endMs }) => {
    const first = Math.min(Math.max(firstMs, startMs), endMs)
    const [from, middle, until] = [place(startMs), place(first), place(endMs)]
    return { left: from / totalMs, waiting: (middle - from) / totalMs, sending: (until - middle) / totalMs }
  })
}

/** Milliseconds since the first start, long gaps shortened. */
function axisOf(spans: readonly Span[]): (timeMs: number) => number {
  const steps: { readonly fromMs: number; readonly savedMs: number }[] = []
  let savedMs = 0
  let busyUntilMs = Number.POSITIVE_INFINITY
  const sorted = spans.toSorted((one, other) => one.startMs - other.startMs)
  for (const { startMs, endMs } of sorted) {
    const gapMs = startMs - busyUntilMs
    if (gapMs > LONGEST_GAP_MS) {
      savedMs += gapMs - LONGEST_GAP_MS
      steps.push({ fromMs: startMs, savedMs })
    }
    busyUntilMs = busyUntilMs === Number.POSITIVE_INFINITY ? endMs : Math.max(busyUntilMs, endMs)
  }
  const originMs = sorted[0]?.startMs ?? 0
  return (timeMs) => timeMs - originMs - (steps.findLast(({ fromMs }) => fromMs <= timeMs)?.savedMs ?? 0)
}
