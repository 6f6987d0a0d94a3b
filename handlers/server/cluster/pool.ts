import { UsageError } from '../../../src/errors.ts'
import type { PanelMessage } from '../../faces/panel/remote/message.ts'
import type { Beginning, FromWorker, ToWorker } from './messages.ts'
import { WorkerProcess, type Answered, type Question } from './worker-process.ts'

/** The worker processes; one that ends is started anew. */
export interface Pool {
  /** Resolves with the address once all listen. @throws {UsageError} where one cannot */
  start(): Promise<string>
  /** Tells every worker that has begun. */
  tell(message: ToWorker): void
  /** The answers of the workers that have begun, or of the one with that number; of those that end meanwhile none. */
  ask(question: Question, only?: number): Promise<readonly Answered[]>
  /** Ends them once their streams have ended, or after `graceMs`. */
  close(graceMs: number): Promise<void>
}

/** What the primary process makes of its workers. */
export interface PoolHooks {
  beginning(): Beginning
  ordinalOf(key: string): number
  onNews(worker: number, news: PanelMessage): void
  onBegun(worker: WorkerProcess): void
  onGone(worker: number): void
}

/** A worker that lives shorter than this is started anew only after as long. */
const SHORT_MS = 1000

export function createPool(count: number, hooks: PoolHooks): Pool {
  const workers = new Map<number, WorkerProcess>()
  const start = createStart(count, (number) => fork(number))
  let isStopping = false

  const fork = (number: number) => {
    const startedAtMs = performance.now()
    const worker = new WorkerProcess(number, (message) => hear(worker, message))
    workers.set(number, worker)
    void worker.gone.then((code) => {
      hooks.onGone(number)
      if (isStopping) return
      if (!start.hasListened(number)) return start.fail(`A worker ended with code ${code} before it listened.`)
      console.error(`[msw-llm] Worker ${number} ended with code ${code}; another one takes its place.`)
      const isShort = performance.now() - startedAtMs < SHORT_MS
      setTimeout(() => !isStopping && fork(number), isShort ? SHORT_MS : 0)
    })
  }
  const hear = (worker: WorkerProcess, message: FromWorker) => {
    if (message.type === 'loaded') {
      worker.hasBegun = true
      worker.tell({ type: 'begin', ...hooks.beginning() })
      hooks.onBegun(worker)
    } else if (message.type === 'listening') start.listens(worker.number, message.url)
    else if (message.type === 'failed') start.fail(message.message)
    else if (message.type === 'count') worker.tell({ type: 'ordinals', ordinals: message.keys.map(hooks.ordinalOf) })
    else if (message.type === 'news') hooks.onNews(worker.number, message.message)
  }
  const begun = () => [...workers.values()].filter(({ hasBegun }) => hasBegun)
  return {
    start: start.begin,
    tell: (message) => begun().forEach((worker) => worker.tell(message)),
    async ask(question, only) {
      const asked = begun().filter(({ number }) => only === undefined || only === number)
      const answers = await Promise.all(asked.map((worker) => worker.ask(question)))
      return answers.filter((answer) => answer !== undefined)
    },
    async close(graceMs) {
      isStopping = true
      for (const worker of workers.values()) worker.tell({ type: 'stop', graceMs })
      const end = setTimeout(() => workers.forEach((worker) => worker.kill()), graceMs + SHORT_MS)
      await Promise.all([...workers.values()].map(({ gone }) => gone))
      clearTimeout(end)
    },
  }
}

/** The first start of all workers: where one cannot listen, the others are not tried. */
function createStart(count: number, fork: (number: number) => void) {
  const listening = new Set<number>()
  let url: string | undefined
  let onStarted = (_url: string) => {}
  let onFailed = (_error: Error) => {}
  return {
    begin: () =>
      new Promise<string>((resolve, reject) => {
        onStarted = resolve
        onFailed = reject
        fork(1)
      }),
    listens(number: number, at: string) {
      url ??= at
      const isFirst = listening.size === 0
      listening.add(number)
      if (isFirst) for (let next = 2; next <= count; next++) fork(next)
      if (listening.size === count) onStarted(url)
    },
    fail: (message: string) => onFailed(new UsageError(message)),
    hasListened: (number: number) => listening.has(number),
  }
}
