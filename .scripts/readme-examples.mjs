// Writes every TypeScript block of README.md into a folder, as the tests of somebody who copied it: one file a block, with what the README says
// that all of them share. A block with a file name in its first line keeps it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a block may use without an import, by the module that has it. */
const SHARED = {
  './given.ts': ['anthropic', 'ask', 'messages', 'myTokenizer', 'openai', 'setupWorker', 'span'],
  './vitest.setup.ts': ['llm', 'server'],
  vitest: ['afterAll', 'beforeAll', 'expect', 'test', 'vi'],
  msw: ['http', 'HttpResponse'],
  'msw/node': ['setupServer'],
  'node:fs': ['readFileSync', 'writeFileSync'],
  zod: ['z'],
}
const DEFAULTS = { OpenAI: 'openai', Anthropic: '@anthropic-ai/sdk' }

const GIVEN = `import Anthropic from '@anthropic-ai/sdk'
import { setupServer } from 'msw/node'
import OpenAI from 'openai'

const fetch: typeof globalThis.fetch = (...args) => globalThis.fetch(...args)
export const openai = new OpenAI({ apiKey: 'any', fetch })
export const anthropic = new Anthropic({ apiKey: 'any', fetch })
export const messages = [{ role: 'user' as const, content: 'Hello.' }]
/** There is no browser here: the handlers are the same. */
export const setupWorker = setupServer
export const span = { setAttributes: (_: object) => {} }
export const myTokenizer = (text: string) => text.length
export async function ask(content: string) {
  const answer = await openai.chat.completions.create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content }] })
  return answer.choices[0]!.message.content!
}
`

/** A call of \`ask('Hello.')\` as a browser saves it. */
const HAR = {
  log: {
    entries: [
      {
        startedDateTime: '2026-01-01T00:00:00.000Z',
        time: 5,
        request: { method: 'GET', url: 'https://api.openai.com/v1/models', headers: [] },
        response: {
          status: 200,
          headers: [{ name: 'content-type', value: 'application/json' }],
          content: { mimeType: 'application/json', text: '{"object":"list","data":[]}' },
        },
        timings: { wait: 5, receive: 0 },
      },
    ],
  },
}

/** The files for the blocks of a README; \`exported\` are the names that msw-llm and its \`compatible\` entry export. */
export function writeExamples(folder, exported) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'given.ts'), GIVEN)
  writeFileSync(join(folder, 'chat.har'), JSON.stringify(HAR))
  writeFileSync(
    join(folder, 'fixtures.json'),
    JSON.stringify({ fixtures: [{ match: { userMessage: 'sea' }, response: { content: 'Deep.' } }] }),
  )
  const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(({ 1: code, index }) => ({
    code,
    line: text.slice(0, index).split('\n').length,
  }))
  for (const { code, line } of blocks) {
    const [, name] = /^\/\/ ([\w.-]+\.ts)\n/.exec(code) ?? []
    // msw 3 has another name for it, as the block says.
    if (name) writeFileSync(join(folder, name), code.replace("{ onUnhandledRequest: 'error' }", '{}'))
    else writeFileSync(join(folder, `readme-${line}.test.ts`), testOf(code, line, exported))
  }
  return blocks.length
}

function testOf(code, line, exported) {
  const imports = [...code.matchAll(/^import .*$/gm)].map(([text]) => text)
  const body = code.replaceAll(/^import .*\n/gm, '').replaceAll("{ onUnhandledRequest: 'error' }", '{}')
  const declared = new Set(
    [...body.matchAll(/^(?:const|let|class|(?:async )?function\*?) (?:\[)?(\w+)/gm)].map(([, name]) => name),
  )
  for (const text of imports)
    for (const [word] of text.replace(/(?:from )?'.*$/, '').matchAll(/\w+/g)) declared.add(word)
  // Words of the code, not of its comments and texts.
  const bare = body
    .replaceAll(/'[^'\n]*'/g, "''")
    .replaceAll(/\/\/.*$/gm, '')
    .replaceAll('...', ' ')
  const isUsed = (name) => !declared.has(name) && new RegExp(`(?<![.\\w])${name}\\b`).test(bare)
  const taken = (names) => names.filter(isUsed)
  const lines = [
    ...imports,
    ...Object.entries({ ...SHARED, ...exported }).flatMap(([module, names]) => {
      const used = taken(names)
      return used.length > 0 ? [`import { ${used.join(', ')} } from '${module}'`] : []
    }),
    ...taken(Object.keys(DEFAULTS)).map((name) => `import ${name} from '${DEFAULTS[name]}'`),
  ]
  const isSetUp = /^test[.(]|setupLlm\(|^(?:before|after)(?:All|Each)\(/m.test(body)
  const needsTest = !/^test[.(]/m.test(body)
  const test =
    needsTest && !lines.some((text) => /\btest\b.* from 'vitest'/.test(text)) ? ["import { test } from 'vitest'"] : []
  const title = `the block of README.md at line ${line}`
  const whole = isSetUp
    ? `${body}${needsTest ? `\ntest('${title}', () => {})\n` : ''}`
    : `test('${title}', async () => {\n${body}})\n`
  return `${[...lines, ...test].join('\n')}\n\n${whole}`
}
