let second = Number.NaN
let text = ''

/** A time in epoch milliseconds as a `Date` header has it; most are of the second of the one before. */
export function httpDate(timeMs: number): string {
  const asked = Math.floor(timeMs / 1000)
  if (asked !== second) {
    second = asked
    text = new Date(timeMs).toUTCString()
  }
  return text
}
