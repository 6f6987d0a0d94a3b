/**
 * Whether timers belong to the request in which they are set, end with it, and keep no other request alive: in Cloudflare Workers. There
 * whatever waits needs a timer of its own.
 */
export const IS_REQUEST_BOUND =
  (globalThis as { readonly navigator?: { readonly userAgent?: string } }).navigator?.userAgent === 'Cloudflare-Workers'

/**
 * A function that has `task` run in the request that made it, whoever calls it: what other requests do there would set timers that end with
 * them. A promise goes on where it was made.
 */
export function inThisRequest(task: () => void): () => void {
  if (!IS_REQUEST_BOUND) return task
  let call = () => {}
  const arm = () => {
    void new Promise<void>((resolve) => (call = resolve)).then(() => {
      arm()
      task()
    })
  }
  arm()
  return () => call()
}
