/** What a body does between two events where a fault is at work. */
export type Turn =
  /** The answer is broken from here on; `sentTokens` of it have left. */
  | { readonly type: 'cut'; readonly sentTokens: number }
  | { readonly type: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'wait'; readonly ms: number }
  /** Nothing more comes; only the client, or a reset, ends it. */
  | { readonly type: 'stall' }
  /** The connection is lost. */
  | { readonly type: 'socket' }
  /** The body ends. */
  | { readonly type: 'end' }
