// What the command line uses of Node: its whole types would put process and Buffer into every file that runs in browsers.
declare module 'node:process' {
  interface Process {
    readonly argv: readonly string[]
    exit(code: number): never
    on(event: 'SIGTERM' | 'SIGINT', listener: () => void): void
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
