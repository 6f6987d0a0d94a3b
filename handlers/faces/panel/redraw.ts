/** How often what runs is drawn, and what stands still. */
const LIVELY_MS = 80
const QUIET_MS = 1000
/** How long after an event it is drawn: under load many come at once. */
const SOON_MS = 16

/** @param draw gives back whether something runs */
export function createRedraw(draw: () => boolean) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDue = false
  const now = () => {
    clearTimeout(timer)
    isDue = false
    const isLively = draw()
    timer = setTimeout(now, isLively ? LIVELY_MS : QUIET_MS)
  }
  return {
    now,
    soon() {
      if (isDue) return
      isDue = true
      clearTimeout(timer)
      timer = setTimeout(now, SOON_MS)
    },
    stop: () => clearTimeout(timer),
  }
}
