// What the command line uses of Node: its whole types would put process and Buffer into every file that runs in browsers.
declare module 'node:process' {
  interface Process {
    readonly argv: readonly string[]
    exit(code: number): never
    readonly env: Readonly<Record<string, string | undefined>>
    readonly platform: string
    kill(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void
    on(event: 'SIGTERM' | 'SIGINT', listener: () => void): void
    on(event: 'message', listener: (message: unknown) => void): void
    /** In a process that was forked. */
    send?(message: unknown): boolean
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
declare module 'node:buffer' {
  export const Buffer: { byteLength(text: string): number }
}
declare module 'node:cluster' {
  interface Worker {
    readonly id: number
    send(message: unknown): boolean
    kill(signal?: string): void
    isConnected(): boolean
    on(event: 'message', listener: (message: unknown) => void): this
    on(event: 'exit', listener: (code: number) => void): this
    on(event: 'error', listener: (error: Error) => void): this
  }
  interface Cluster {
    readonly isWorker: boolean
    fork(environment?: Readonly<Record<string, string>>): Worker
  }
  const cluster: Cluster
  // oxlint-disable-next-line import/no-default-export -- how Node has it
  export default cluster
}
declare module 'node:os' {
  export function availableParallelism(): number
}
declare module 'node:http' {
  interface IncomingMessage extends AsyncIterable<Uint8Array<ArrayBuffer>> {
    readonly statusCode: number
    readonly statusMessage: string
    readonly rawHeaders: readonly string[]
    destroy(error?: Error): void
    on(event: 'error', listener: (error: Error) => void): this
  }
  interface ClientRequest {
    on(event: 'response', listener: (response: IncomingMessage) => void): this
    on(event: 'error', listener: (error: Error) => void): this
    end(body?: string | Uint8Array): void
    destroy(error?: Error): void
  }
  interface Agent {
    destroy(): void
  }
  export const Agent: new (options: { readonly keepAlive: boolean }) => Agent
  export function request(options: {
    readonly host: string
    readonly port: number
    readonly method: string
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly agent: Agent
    readonly setHost?: boolean
  }): ClientRequest
}
