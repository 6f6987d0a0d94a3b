/** A duration as Go prints it, to the millisecond: `17ms`, `8.64s`, `1m26.4s`, `6m0s`, `114h18m0s`; `0s` below half a millisecond. */
export function goDuration(ms: number): string {
  const whole = Math.round(ms)
  if (whole <= 0) return '0s'
  if (whole < 1000) return `${whole}ms`
  const hours = Math.floor(whole / 3_600_000)
  const minutes = Math.floor((whole % 3_600_000) / 60_000)
  const seconds = Number(((whole % 60_000) / 1000).toFixed(3))
  return `${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${seconds}s`
}
