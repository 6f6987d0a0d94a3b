import { follow, type Follower, type Watched } from '../faces/panel/remote/follow.ts'

/** Opens what a panel watches; `release` when nobody does any more. */
export type WatchPanel = () => { readonly llm: Watched; release(): void }

/** Streams that tell what becomes of the simulation, for panels. */
export interface Events {
  open(): Response
  /** Looks at once: something may have changed. */
  look(): void
}

/** Messages that may wait for a reader that is slow; it gets what it missed in the next one. */
const MOST_WAITING = 16

/** @param ending ends those that are open */
export function createEvents(watch: WatchPanel, ending?: AbortSignal): Events {
  const followers = new Set<Follower>()
  const open = () => {
    const encoder = new TextEncoder()
    let stop = () => {}
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const write = (text: string) => controller.enqueue(encoder.encode(text))
        // A browser comes back so many milliseconds after the server went away.
        write('retry: 1000\n\n')
        const { llm, release } = watch()
        const follower = follow(
          llm,
          (message) => write(`data: ${JSON.stringify(message)}\n\n`),
          () => controller.desiredSize! > -MOST_WAITING,
        )
        followers.add(follower)
        const close = () => {
          stop()
          controller.close()
        }
        stop = () => {
          follower.stop()
          release()
          followers.delete(follower)
          ending?.removeEventListener('abort', close)
        }
        ending?.addEventListener('abort', close)
      },
      cancel: () => stop(),
    })
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
    return new Response(body, { headers })
  }
  return { open, look: () => followers.forEach((follower) => follower.look()) }
}
