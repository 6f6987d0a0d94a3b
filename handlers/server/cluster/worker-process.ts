import cluster from 'node:cluster'
import type { ControlAnswer, ControlRequest } from '../control.ts'
import type { FromWorker, ToWorker } from './messages.ts'

/** What workers answer. */
export type Question =
  | { readonly type: 'control'; readonly request: ControlRequest }
  | { readonly type: 'gather'; readonly isGathered: boolean }

/** What a worker answered. */
export interface Answered extends ControlAnswer {
  /** From 1. */
  readonly worker: number
}

/** One worker as the primary process sees it, from its start to its end. */
export class WorkerProcess {
  readonly number: number
  /** Whether it was told where to listen: from then on it hears all that changes. */
  hasBegun = false
  /** Resolves with its exit code. */
  readonly gone: Promise<number>
  private readonly process = cluster.fork()
  private readonly pending = new Map<number, (answer: Answered | undefined) => void>()
  private lastId = 0

  constructor(number: number, hear: (message: FromWorker) => void) {
    this.number = number
    this.gone = new Promise((resolve) => this.process.on('exit', resolve))
    void this.gone.then(() => this.settleAll())
    // What could not be sent to one that is gone is lost with it.
    this.process.on('error', () => {})
    this.process.on('message', (received) => {
      const message = received as FromWorker
      if (message.type !== 'answer') hear(message)
      else this.pending.get(message.id)?.({ ...message.answer, worker: number })
    })
  }

  tell(message: ToWorker): void {
    if (this.process.isConnected()) this.process.send(message)
  }

  /** Its answer; undefined where it ends before. */
  ask(question: Question): Promise<Answered | undefined> {
    if (!this.process.isConnected()) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      const id = ++this.lastId
      this.pending.set(id, (answer) => {
        this.pending.delete(id)
        resolve(answer)
      })
      this.process.send({ ...question, id })
    })
  }

  kill(): void {
    this.process.kill('SIGKILL')
  }

  private settleAll(): void {
    this.hasBegun = false
    for (const settle of this.pending.values()) settle(undefined)
  }
}
