type Bytes = Uint8Array<ArrayBuffer>

/**
 * The stream with a `tee` of its own, whose branches end independently.
 *
 * MSW clones every mocked response. The standard `tee` cancels its source only when both branches are cancelled, so a client that
 * leaves early would wait forever for a clone that nobody reads. Here the first branch to be read drives the source and its cancel
 * reaches the source at once; the other branch replays what was sent.
 */
export function teeable(stream: ReadableStream<Bytes>): ReadableStream<Bytes> {
  Object.defineProperty(stream, 'tee', { value: () => split(stream), configurable: true })
  return stream
}

interface Branch {
  cursor: number
  isRead: boolean
  isCancelled: boolean
}

function split(stream: ReadableStream<Bytes>): [ReadableStream<Bytes>, ReadableStream<Bytes>] {
  const reader = stream.getReader()
  const chunks: Bytes[] = []
  const branches: Branch[] = [0, 1].map(() => ({ cursor: 0, isRead: false, isCancelled: false }))
  let pending: Promise<void> | undefined
  let hasEnded = false
  let failure: { readonly reason: unknown } | undefined

  const onRead = ({ done, value }: ReadableStreamReadResult<Bytes>) => {
    pending = undefined
    if (done) hasEnded = true
    else chunks.push(value)
  }
  const onFailure = (reason: unknown) => {
    pending = undefined
    failure = { reason }
  }
  const branchOf = (mine: Branch, other: Branch) => {
    const give = (controller: ReadableStreamDefaultController<Bytes>): void => {
      if (mine.isCancelled) return
      if (mine.cursor < chunks.length) controller.enqueue(chunks[mine.cursor++]!)
      else if (failure) controller.error(failure.reason)
      else controller.close()
    }
    return new ReadableStream<Bytes>(
      {
        pull(controller) {
          mine.isRead = true
          if (mine.cursor < chunks.length || hasEnded || failure) return give(controller)
          // One read at a time, shared by the branches.
          pending ??= reader.read().then(onRead, onFailure)
          return pending.then(() => give(controller))
        },
        cancel(reason) {
          mine.isCancelled = true
          if (other.isRead && !other.isCancelled) return
          hasEnded = true
          return reader.cancel(reason)
        },
      },
      { highWaterMark: 0 },
    )
  }
  void reader.closed.catch((reason: unknown) => {
    failure ??= { reason }
  })
  const [first, second] = branches as [Branch, Branch]
  return [branchOf(first, second), branchOf(second, first)].map(teeable) as [
    ReadableStream<Bytes>,
    ReadableStream<Bytes>,
  ]
}
