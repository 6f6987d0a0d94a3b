// Every @example of the documentation runs, and every public function and method has one.
import Anthropic from '@anthropic-ai/sdk'
import * as genaiPrices from '@pydantic/genai-prices'
import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as fetchEntry from '../handlers/fetch.ts'
import * as jest from '../handlers/faces/jest.ts'
import * as node from '../handlers/faces/node.ts'
import * as record from '../handlers/faces/record.ts'
import * as server from '../handlers/faces/server.ts'
import * as vitest from '../handlers/faces/vitest.ts'
import * as compatible from '../handlers/compatible/index.ts'
import { fromGenaiPrices } from '../handlers/genai-prices.ts'
import * as library from '../handlers/index.ts'
import * as lab from '../handlers/lab/index.ts'
import { loadEncoding } from '../src/tokens/encoding.ts'

interface Example {
  readonly place: string
  readonly code: string
}

const files = ['src', 'handlers'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)),
)

const examples: readonly Example[] = files.flatMap((file) => {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/@example\n([\s\S]*?)\*\//g)].map(({ 1: block, index }) => ({
    place: `${file}:${text.slice(0, index).split('\n').length}`,
    code: block!.replaceAll(/^\s*\* ?/gm, '').trimEnd(),
  }))
})

/** Needs the hooks of a file or is one, which a running test cannot give: tests of the faces run it. */
const hooked = ({ code }: Example) => /setupLlm\(|withLlm\(|reportUsage\(|^\s*export /m.test(code)

const AsyncFunction = (async () => {}).constructor as new (...text: string[]) => (...values: unknown[]) => Promise<void>

/** What the examples may use without saying where it comes from, as in the README. */
function given() {
  const llm = library.createSimulation()
  const openai = new OpenAI({ apiKey: 'any', fetch: llm.fetch })
  const anthropic = new Anthropic({ apiKey: 'any', fetch: llm.fetch })
  const ask = async (content: string) => {
    const messages = [{ role: 'user' as const, content }]
    const answer = await openai.chat.completions.create({ model: 'gpt-4o-mini', messages })
    return answer.choices[0]!.message.content
  }
  const { groq } = library.providers
  const clients = { groq, OpenAI, Anthropic, openai, anthropic, ask, llm, genaiPrices }
  return {
    ...library,
    ...compatible,
    ...lab,
    ...node,
    ...record,
    ...server,
    fromGenaiPrices,
    loadEncoding,
    setupServer,
    // There is no browser here; the handlers are the same.
    setupWorker: setupServer,
    expect,
    ...clients,
  }
}

describe('examples run', () => {
  test.each(examples.filter((one) => !hooked(one)))('$place', async ({ code }) => {
    const names = given()
    const body = code.replaceAll(/^import .*$/gm, '')
    await new AsyncFunction(...Object.keys(names), `{ ${body}\n }`)(...Object.values(names))
  })
})

describe('has an example', () => {
  const shown = examples.map(({ code }) => code).join('\n')
  const isShown = (name: string) => new RegExp(`\\b${name}\\b`).test(shown)
  // Instances of these come from others: llm.when, llm.scope, openTape.
  const made = new Set(['Gateway', 'Simulation', 'Rule', 'Scope', 'Verbatim', 'Tape'])
  const functions = [library, fetchEntry, node, record, server, vitest, jest].flatMap((face) =>
    Object.entries(face).flatMap(([name, value]) => (typeof value === 'function' && !made.has(name) ? [name] : [])),
  )
  test.each([...new Set(functions)])('%s', (name) => {
    expect(isShown(name)).toBe(true)
  })

  /** For the engine, not for users. */
  const inner = new Set([
    'constructor',
    'route',
    'handle',
    'ask',
    'mount',
    'receive',
    'direct',
    'watched',
    'warn',
    'costOf',
    'join',
    'resetState',
    'host',
  ])
  const ofRules = new Set(['answers', 'refusal', 'take', 'rewind', 'toString', 'isEndless'])
  const ofProviders = new Set([
    'loadOwn',
    'open',
    'answer',
    'resolve',
    'home',
    'createHome',
    'createHost',
    'priced',
    'tokenizerOf',
    'observe',
  ])
  const ofSimulations = new Set(['send', 'begin', 'rulesOf', 'createEngine', 'hostOf'])
  const isInner = (name: string) => [inner, ofRules, ofProviders, ofSimulations].some((names) => names.has(name))
  const view = Object.getPrototypeOf(library.Scope)
  const methods = [library.Simulation, Object.getPrototypeOf(library.Simulation), library.Scope, library.Rule, view]
    .concat([library.MockProvider, fetchEntry.MockProvider, Object.getPrototypeOf(fetchEntry.MockProvider)])
    .flatMap((one) => Object.getOwnPropertyNames(one.prototype))
  test.each([...new Set(methods)].filter((name) => !isInner(name)))('.%s', (name) => {
    expect(shown).toMatch(new RegExp(name === 'toString' ? String.raw`\bString\(llm\)` : String.raw`\.${name}\b`))
  })
})
