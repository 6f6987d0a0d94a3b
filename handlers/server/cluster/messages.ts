import type { PanelMessage } from '../../faces/panel/remote/message.ts'
import type { ControlAnswer, ControlRequest } from '../control.ts'

/** What the primary process tells a worker. */
export type ToWorker =
  | ({ readonly type: 'begin' } & Beginning)
  /** All requests go to the primary from now on, or only those that need it. Answered like `control`. */
  | { readonly type: 'gather'; readonly id: number; readonly isGathered: boolean }
  | { readonly type: 'control'; readonly id: number; readonly request: ControlRequest }
  /** The ordinals of the requests whose keys were sent last but so many, in their order. */
  | { readonly type: 'ordinals'; readonly ordinals: readonly number[] }
  /** Somebody looks at the panel, or nobody any more. */
  | { readonly type: 'watch'; readonly isWatched: boolean }
  | { readonly type: 'stop'; readonly graceMs: number }

/** What a worker needs to begin. */
export interface Beginning {
  /** Where to listen. */
  readonly port: number
  /** Where the primary process answers. */
  readonly keeperPort: number
  readonly isGathered: boolean
  /** What was changed since the start or the last reset. */
  readonly changes: readonly ControlRequest[]
}

/** What a worker tells the primary process. */
export type FromWorker =
  | { readonly type: 'loaded' }
  | { readonly type: 'listening'; readonly url: string }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'answer'; readonly id: number; readonly answer: ControlAnswer }
  | { readonly type: 'count'; readonly keys: readonly string[] }
  | { readonly type: 'news'; readonly message: PanelMessage }
