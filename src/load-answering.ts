import { once } from './once.ts'

// What answers is loaded with the first request, so that a test file that asks nothing pays nothing.

/** What answers requests over HTTP. */
export const loadReceiver = once(() => import('./receive.ts'))
/** What answers direct calls. */
export const loadDirectCall = once(() => import('./direct-call.ts'))
/** What a tokenizer of the user's becomes. */
export const loadOwnTokenizer = once(() => import('./tokens/own-tokenizer.ts'))
/** The simulated model. */
export const loadSimulatedModel = once(() => import('./generate/model.ts'))
