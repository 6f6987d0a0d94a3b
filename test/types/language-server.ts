import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath, pathToFileURL } from 'node:url'

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly items?: readonly unknown[] }
  readonly result?: { readonly contents?: { readonly value?: string } }
}

/** What an editor shows at places of one file. */
export interface Hovers extends AsyncDisposable {
  /** The text at a place, counted from 0; empty where there is nothing to show. */
  at(line: number, character: number): Promise<string>
}

/** Opens `text`, as a file of that name in this folder, in TypeScript's own language server. */
export async function openFile(name: string, text: string): Promise<Hovers> {
  const root = new URL('../../', import.meta.url)
  const uri = pathToFileURL(fileURLToPath(new URL(name, import.meta.url))).href
  const server = spawn(fileURLToPath(new URL('node_modules/.bin/tsc', root)), ['--lsp', '--stdio'], {
    cwd: fileURLToPath(root),
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const asked = new Map<number, (answer: Answer) => void>()
  let read = Buffer.alloc(0)
  server.stdout.on('data', (chunk: Buffer) => {
    read = Buffer.concat([read, chunk])
    for (let message = next(); message; message = next()) receive(message)
  })

  function next(): Answer | undefined {
    const head = read.indexOf('\r\n\r\n')
    const length = head < 0 ? undefined : /content-length: (\d+)/i.exec(read.toString('latin1', 0, head))?.[1]
    const end = head + 4 + Number(length)
    if (length === undefined || read.length < end) return undefined
    const message = JSON.parse(read.toString('utf8', head + 4, end)) as Answer
    read = read.subarray(end)
    return message
  }

  function receive({ id, method, params, ...answer }: Answer): void {
    if (id === undefined) return
    // What it asks the editor: it has no settings.
    if (method !== undefined) return send({ id, result: params?.items?.map(() => null) ?? null })
    asked.get(id)?.(answer)
    asked.delete(id)
  }

  function send(message: object): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }

  let questions = 0
  const ask = (method: string, params: object) =>
    new Promise<Answer>((resolve) => {
      const id = ++questions
      asked.set(id, resolve)
      send({ id, method, params })
    })

  await ask('initialize', {
    processId: process.pid,
    rootUri: root.href,
    capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } },
    workspaceFolders: [{ uri: root.href, name: 'project' }],
  })
  send({ method: 'initialized', params: {} })
  send({
    method: 'textDocument/didOpen',
    params: { textDocument: { uri, languageId: 'typescript', version: 1, text } },
  })
  return {
    async at(line, character) {
      const { result } = await ask('textDocument/hover', { textDocument: { uri }, position: { line, character } })
      return result?.contents?.value ?? ''
    },
    async [Symbol.asyncDispose]() {
      server.kill()
      await once(server, 'exit')
    },
  }
}
