import { expect, test } from 'vitest'
import * as engine from '../../src/index.ts'
import * as all from '../../handlers/index.ts'
import * as server from '../../handlers/faces/server.ts'
import * as vitest from '../../handlers/faces/vitest.ts'
import { openFile } from './language-server.ts'

/** The code and the words of an editor's hint are shown above the line that is being written. */
const MOST_CODE_LINES = 15
const MOST_LINES = 40

const ENTRIES = {
  '../../handlers/index.ts': all,
  '../../src/index.ts': engine,
  '../../handlers/faces/server.ts': server,
  '../../handlers/faces/vitest.ts': vitest,
}

const USE = `
const llm = all.createSimulation({ seed: 1, latency: 'realistic', limits: { openai: 'tier-1' }, budgetUsd: 1, validation: 'lenient', errorRate: 0.1, clock: 'virtual' })
const rule = llm.when({ model: 'gpt-4o', prompt: /sea/ }).reply('Deep.')
const fault = llm.fault({ kind: 'rate_limit', next: 1 })
const settings = llm.set({ latency: 'none' })
const scope = llm.scope()
const heard = llm.on('exchange', (heardExchange) => heardExchange.usage)
const exchange = llm.exchanges.at(-1)!
const request = exchange.request
const outcome = exchange.outcome
const usage = llm.usage().byModel
const handlers = llm.handlers
const openai = llm.provider('openai')
const answer = await openai.chatCompletion({ model: 'gpt-4o', messages: [] })
`

test('what an editor shows of the public names fits above a line', async () => {
  const names = Object.entries(ENTRIES).flatMap(([path, module], entry) =>
    Object.keys(module).map((name) => ({
      path,
      name,
      line: `import { ${name} as name_${entry}_${name} } from '${path}'`,
    })),
  )
  const lines = [...names.map(({ line }) => line), `import * as all from '../../handlers/index.ts'`, ...USE.split('\n')]
  await using file = await openFile('sample.ts', lines.join('\n'))
  const shown: { readonly name: string; readonly text: string }[] = []
  for (const [line, text] of lines.entries()) {
    const isUse = line >= names.length
    for (const { 0: name, index } of text.matchAll(isUse ? /\b[a-z]\w+\b(?=[\s:(.,)]|$)/gi : /(?<=\{ )\w+/g))
      shown.push({ name: isUse ? name : `${names[line]!.path} ${name}`, text: await file.at(line, index) })
  }
  const told = shown.filter(({ text }) => text !== '')
  // A server that does not find the files shows nothing.
  expect(told.length).toBeGreaterThan(names.length)
  expect(told.filter(({ text }) => text.split('\n').length > MOST_LINES || codeLines(text) > MOST_CODE_LINES)).toEqual(
    [],
  )
})

function codeLines(text: string): number {
  return /```\w*\n([^]*?)\n?```/.exec(text)?.[1]?.split('\n').length ?? 0
}
