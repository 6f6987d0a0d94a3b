// What a build must hold, and what its page must do.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { get_encoding } from 'tiktoken'

export const PROMPT = 'What of the harbour at night?'
const ANSWER = 'The harbour fills without a sound, twice a day.'
const PERSON = {
  type: 'json_schema',
  json_schema: {
    name: 'person',
    strict: true,
    schema: {
      type: 'object',
      properties: { name: { type: 'string' }, email: { type: 'string', format: 'email' } },
      required: ['name', 'email'],
      additionalProperties: false,
    },
  },
}

// By the paths of modules: each in files of its own, none of which loads with the page.
const LARGE = {
  'o200k ranks': /msw-llm\/dist\/chunks\/o200k-base-/,
  'cl100k ranks': /msw-llm\/dist\/chunks\/cl100k-base-/,
  'p50k ranks': /msw-llm\/dist\/chunks\/p50k-base-/,
  'faker and its English': /@faker-js\/faker\//,
}
// What every page is told: that it is large, also without the package.
const ABOUT_SIZE = /size limit|performance recommendations|larger than 500 kB/

/** @param {import('./bundlers.mjs').Built} built */
export function checkBuild({ chunks, warnings }) {
  assert.deepEqual(
    warnings.filter((text) => !ABOUT_SIZE.test(text)),
    [],
    'warnings',
  )
  const modules = chunks.flatMap((chunk) => chunk.modules)
  const builtins = modules.filter((name) => /(?:^|external[: ].*)node:|browser-external|tiktoken|srvx/.test(name))
  assert.deepEqual(builtins, [], 'parts for Node')
  for (const [name, pattern] of Object.entries(LARGE)) {
    const holders = chunks.filter((chunk) => chunk.modules.some((module) => pattern.test(module)))
    assert.ok(holders.length > 0, `${name}: not found in any file`)
    for (const { file, isInitial, modules: held } of holders) {
      assert.ok(!isInitial, `${name}: loads with the page, in ${file}`)
      const strangers = held.filter((module) => !pattern.test(module) && !/^webpack\/runtime|\0|^\(/.test(module))
      assert.deepEqual(strangers, [], `${name}: share ${file} with others`)
    }
  }
}

/**
 * That none of the large parts stands in these files; by a word of each, which no minifier changes.
 *
 * @param {string} folder where the package is installed
 * @param {string[]} files
 */
export function checkStart(folder, files) {
  const texts = files.map((file) => [file, readFileSync(file, 'utf8')])
  for (const [name, word] of Object.entries(wordsOf(folder)))
    for (const [file, text] of texts) assert.ok(!text.includes(word), `${name}: loads with the page, in ${file}`)
}

/** That some of these files has each of the large parts. */
export function checkSomewhere(folder, files) {
  const texts = files.map((file) => readFileSync(file, 'utf8'))
  for (const [name, word] of Object.entries(wordsOf(folder)))
    assert.ok(
      texts.some((text) => text.includes(word)),
      `${name}: not found in any file`,
    )
}

function wordsOf(folder) {
  const parts = join(folder, 'node_modules/msw-llm/dist/chunks')
  const ranks = readdirSync(parts).filter((name) => /^(?:o200k|cl100k|p50k)-base-/.test(name))
  const english = join(folder, 'node_modules/@faker-js/faker/dist/locale/en.js')
  const locale = /\.\.\/(en-[^"']*)/.exec(readFileSync(english, 'utf8'))
  return {
    ...Object.fromEntries(ranks.map((name) => [name, longest(join(parts, name), /[A-Za-z0-9]{12,}/g)])),
    faker: longest(join(folder, 'node_modules/@faker-js/faker/dist', locale[1]), /\b[A-Z][a-z]{10,}\b/g),
  }
}

function longest(file, pattern) {
  const words = readFileSync(file, 'utf8').match(pattern)
  return words.reduce((one, other) => (other.length > one.length ? other : one)).slice(0, 60)
}

/** Asks a page for a scripted answer and for one that faker has a part in. */
export async function checkAnswers(ask, loaded) {
  const atStart = loaded()
  checkTold(await ask(PROMPT))
  const afterFirst = loaded()
  assert.ok(afterFirst.length > atStart.length, 'nothing was loaded with the first question')
  const person = JSON.parse((await ask('Make up a person.', PERSON)).text)
  assert.match(person.email, /@/)
  assert.ok(loaded().length > afterFirst.length, 'nothing was loaded for a schema')
}

/** The scripted answer, in pieces and counted as OpenAI counts. */
export function checkTold({ text, pieces, usage }) {
  assert.equal(text, ANSWER)
  assert.ok(pieces > 3, `the answer came in ${pieces} pieces`)
  const encoding = get_encoding('o200k_base')
  const promptTokens = encoding.encode(PROMPT).length + 7
  const answerTokens = encoding.encode(ANSWER).length
  encoding.free()
  assert.equal(usage.prompt_tokens, promptTokens)
  assert.equal(usage.completion_tokens, answerTokens)
}
