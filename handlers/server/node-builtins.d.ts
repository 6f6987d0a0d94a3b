// What the command line uses of Node: its whole types would put process and Buffer into every file that runs in browsers.
declare module 'node:process' {
  interface Process {
    readonly argv: readonly string[]
    /** Absent in a process that no other one started with a channel. */
    send?(message: unknown): boolean
    exit(code: number): never
    on(event: 'SIGTERM' | 'SIGINT' | 'disconnect', listener: () => void): void
    on(event: 'message', listener: (message: unknown) => void): void
  }
  const process: Process
  // oxlint-disable-next-line import/no-default-export -- how Node has it
  export default process
}
declare module 'node:util' {
  export function parseArgs(config: {
    readonly args: readonly string[]
    readonly allowPositionals: true
    readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string }>>
  }): {
    readonly values: Readonly<Record<string, string | boolean | undefined>>
    readonly positionals: readonly string[]
  }
}
declare module 'node:fs/promises' {
  export function readFile(path: string, encoding: 'utf8'): Promise<string>
}
declare module 'node:url' {
  export function pathToFileURL(path: string): URL
}
declare module 'node:os' {
  export function availableParallelism(): number
}
declare module 'node:cluster' {
  interface ClusterWorker {
    readonly id: number
    send(message: unknown): boolean
    on(event: 'message', listener: (message: unknown) => void): this
    on(event: 'exit', listener: (code: number | null) => void): this
    kill(signal: string): void
  }
  export interface Cluster {
    readonly isPrimary: boolean
    fork(environment?: Readonly<Record<string, string>>): ClusterWorker
  }
  const cluster: Cluster
  // oxlint-disable-next-line import/no-default-export -- how Node has it
  export default cluster
}
