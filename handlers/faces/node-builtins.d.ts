// What the faces for Node use of Node: its whole types would put process and Buffer into every file that runs in browsers.
declare module 'node:fs' {
  export function existsSync(path: string): boolean
  export function mkdirSync(path: string, options: { recursive: true }): string | undefined
  export function mkdtempSync(prefix: string): string
  export function readdirSync(path: string): string[]
  export function readFileSync(path: string, encoding: 'utf8'): string
  export function rmSync(path: string, options: { recursive: true; force: true }): void
  export function writeFileSync(path: string, text: string): void
}
declare module 'node:os' {
  export function tmpdir(): string
}
declare module 'node:path' {
  export function join(...parts: string[]): string
  export function resolve(...parts: string[]): string
}
declare module 'node:http' {
  interface UpstreamResponse {
    readonly statusCode?: number | undefined
    readonly headers: Readonly<Record<string, string | string[] | undefined>>
    on(event: 'data', listener: (bytes: Uint8Array) => void): this
    on(event: 'end', listener: () => void): this
    on(event: 'error', listener: (error: Error) => void): this
  }
  interface UpstreamRequest {
    on(event: 'error', listener: (error: Error) => void): this
    end(body?: string): this
  }
  export function request(
    url: URL,
    options: { method: string; headers: Record<string, string>; signal: AbortSignal },
    onResponse: (response: UpstreamResponse) => void,
  ): UpstreamRequest
}
declare module 'node:https' {
  // oxlint-disable-next-line import/no-nodejs-modules -- the same function
  export { request } from 'node:http'
}
declare module 'node:child_process' {
  interface Output {
    on(event: 'data', listener: (bytes: unknown) => void): void
  }
  export interface ChildProcess {
    readonly pid?: number | undefined
    readonly stdout: Output
    readonly stderr: Output
    kill(signal: 'SIGTERM' | 'SIGKILL'): boolean
    on(event: 'exit' | 'close', listener: () => void): void
    on(event: 'error', listener: (error: Error) => void): void
  }
  export function spawn(
    command: string,
    options: {
      readonly shell: true
      readonly detached: boolean
      readonly stdio: readonly string[]
      readonly env: Readonly<Record<string, string | undefined>>
      readonly cwd?: string
    },
  ): ChildProcess
}
declare module 'node:net' {
  interface PortServer {
    on(event: 'error', listener: (error: Error) => void): void
    listen(port: number, host: string, listener: () => void): void
    address(): unknown
    close(listener: () => void): void
  }
  export function createServer(): PortServer
}
