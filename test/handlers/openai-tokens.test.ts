import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openaiProfile } from '../../handlers/openai/chat-completions/index.ts'
import { catalog } from '../../handlers/openai/models.ts'
import { openaiProfile as responsesProfile } from '../../handlers/openai/responses/openai-profile.ts'
import { accounting } from '../../handlers/openai/tokens.ts'
import type { ContentPart } from '../../src/completion.ts'
import type { Call } from '../../src/provider.ts'
import type { CompletionRequest } from '../../src/request.ts'
import { createStore } from '../../src/store.ts'
import { loadTokenizer } from '../../src/tokens/families.ts'

const folder = process.env['MSW_LLM_RECORDINGS'] ?? '../shared/recordings'
const isHere = existsSync(`${folder}/openai/chat`)
if (!isHere) console.warn(`No recordings at ${folder}: OpenAI's token counts are not compared with recorded ones.`)

interface Sample {
  readonly file: string
  readonly kind: 'plain' | 'tools' | 'schema' | 'image'
  readonly recorded: number
  readonly counted: number
  /** Output tokens, where the model wrote them all without reasoning. */
  readonly output?: { readonly recorded: number; readonly counted: number }
}

/** Endpoints, how their bodies are read, and where their usage stands in a body or event. */
const ENDPOINTS = {
  chat: { parse: (call: Call) => openaiProfile.parse(call), usageOf: (data: any) => data?.usage },
  responses: {
    parse: (call: Call) => responsesProfile.parse(call),
    usageOf: (data: any) => data?.response?.usage ?? data?.usage,
  },
  'responses.input_tokens': { parse: (call: Call) => responsesProfile.parse(call), usageOf: (data: any) => data },
} as const

type EndpointName = keyof typeof ENDPOINTS

/**
 * Whether the model read more than the request says: texts that the recording leaves out, what hosted tools, earlier
 * responses and files bring along. In its first month, March 2025, the Responses API billed instructions of its own.
 */
function readsMore(name: EndpointName, body: any, recordedAt: string | null): boolean {
  const text = JSON.stringify(body)
  const hosted = (body.tools ?? []).some(({ type }: any) => type !== 'function' && type !== 'custom')
  const isFirst = name === 'responses' && recordedAt?.startsWith('2025-03') === true
  return hosted || isFirst || /<cut: |<base64 |<MASSIVE|file_url|previous_response_id|item_reference/.test(text)
}

async function samplesOf(name: EndpointName): Promise<readonly Sample[]> {
  const { parse, usageOf } = ENDPOINTS[name]
  const found: Sample[] = []
  for (const file of readdirSync(`${folder}/openai/${name}`).toSorted()) {
    const recording = JSON.parse(readFileSync(`${folder}/openai/${name}/${file}`, 'utf8'))
    const { request, response, recorded_at: recordedAt } = recording
    const datas = (response.events ?? []).map(({ data }: any) => data)
    const usage = usageOf(response.body) ?? datas.map(usageOf).findLast(Boolean)
    const recorded = usage?.prompt_tokens ?? usage?.input_tokens
    if (typeof recorded !== 'number' || !request.body?.model || readsMore(name, request.body, recordedAt)) continue
    const asked = parse({ json: request.body, models: catalog, store: createStore() } as unknown as Call)
    const { model } = catalog.resolve(asked.model)!
    const tokenizer = await loadTokenizer(model.tokenizer)
    const counted = accounting.countInput(asked, model, tokenizer)
    const body = response.body ?? datas.map((data: any) => data?.response).findLast(Boolean)
    const content = (body?.output ?? []).flatMap(partsOfItem)
    const isWhole = content.length > 0 && !body.incomplete_details && !asked.reasoning
    const output = accounting.countOutput({ content, finishReason: 'stop' }, asked, model, tokenizer).outputTokens
    found.push({
      file: `${name}/${file}`,
      kind: kindOf(asked),
      recorded,
      counted,
      ...(isWhole ? { output: { recorded: usage.output_tokens, counted: output } } : {}),
    })
  }
  return found
}

function kindOf(request: CompletionRequest): Sample['kind'] {
  if (request.responseFormat.type === 'json-schema') return 'schema'
  if (request.tools.length > 0) return 'tools'
  return request.messages.some(({ content }) => content.some(({ type }) => type === 'image')) ? 'image' : 'plain'
}

function partsOfItem(item: any): ContentPart[] {
  if (item.type === 'function_call') return [{ type: 'tool-call', id: '', name: item.name, arguments: item.arguments }]
  return (item.content ?? []).map((part: any) =>
    part.type === 'refusal' ? { type: 'refusal', text: part.refusal } : { type: 'text', text: part.text },
  )
}

const TOLERANCE: Readonly<Record<Sample['kind'], (recorded: number) => number>> = {
  plain: () => 1,
  tools: () => 2,
  schema: (recorded) => 0.03 * recorded,
  image: (recorded) => 0.03 * recorded,
}

function isMet({ kind, counted, recorded }: Sample): boolean {
  return Math.abs(counted - recorded) <= TOLERANCE[kind](recorded)
}

const rowOf = (title: string, own: readonly Sample[]) => {
  const exact = own.filter(({ counted, recorded }) => counted === recorded).length
  const off = own.filter((one) => !isMet(one)).map(({ counted, recorded }) => `${counted} for ${recorded}`)
  const rest = off.length > 0 ? `, not: ${off.join(', ')}` : ''
  return `| OpenAI, ${title} | ${own.length} | ${exact} exactly, ${own.length - off.length} within tolerance${rest} |`
}

describe.runIf(isHere)('recorded input tokens of OpenAI', async () => {
  const names = Object.keys(ENDPOINTS) as EndpointName[]
  const all = isHere ? (await Promise.all(names.map(samplesOf))).flat() : []

  test('are met in every class but for one recording, and in 95 % of all', () => {
    const rows = {
      'plain (within 1)': all.filter(({ kind }) => kind === 'plain'),
      'with tools (within 2)': all.filter(({ kind }) => kind === 'tools'),
      'with a JSON schema (within 3 %)': all.filter(({ kind }) => kind === 'schema'),
      'with images (within 3 %)': all.filter(({ kind }) => kind === 'image'),
    }
    const lines = Object.entries(rows).map(([title, own]) => rowOf(title, own))
    console.log(lines.join('\n'))
    const readme = readFileSync('src/tokens/README.md', 'utf8')
    for (const line of lines) expect(readme).toContain(line)
    for (const own of Object.values(rows)) {
      expect(own.length).toBeGreaterThan(0)
      expect(own.filter((one) => !isMet(one)).length).toBeLessThanOrEqual(1)
    }
    expect(all.filter(isMet).length / all.length).toBeGreaterThanOrEqual(0.95)
  })

  test('and outputs of responses are met within 1 where nothing was reasoned', () => {
    const outputs = all.flatMap(({ file, output }) => (output ? [{ file, ...output }] : []))
    expect(outputs.length).toBeGreaterThan(15)
    expect(outputs.filter(({ counted, recorded }) => Math.abs(counted - recorded) > 1)).toEqual([])
  })
})

test('documented anchors hold: 14 tokens on gpt-4o and 13 on gpt-5 for a question of 7', async () => {
  const messages = [{ role: 'user', content: 'What is the capital of France?' }]
  const anchors = { 'gpt-4o': 14, 'gpt-4.1': 14, 'gpt-5': 13, 'o3-mini': 13, 'gpt-5.6-sol': 13 }
  for (const [id, expected] of Object.entries(anchors)) {
    const request = openaiProfile.parse({ json: { model: id, messages }, models: catalog } as Call)
    const { model } = catalog.resolve(id)!
    expect(accounting.countInput(request, model, await loadTokenizer(model.tokenizer)), id).toBe(expected)
  }
})

test('adds 25 tokens for a tool without arguments and 30 for one with a city, as recorded', async () => {
  const count = async (tools: object[]) => {
    const body = {
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'hi' }],
      ...(tools.length > 0 ? { tools } : {}),
    }
    const request = openaiProfile.parse({ json: body, models: catalog } as Call)
    return accounting.countInput(request, catalog.resolve('gpt-4o')!.model, await loadTokenizer('o200k'))
  }
  const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
  const base = await count([])
  expect((await count([{ type: 'function', function: { name: 'get_user_country' } }])) - base).toBe(25)
  expect((await count([{ type: 'function', function: { name: 'get_weather', parameters } }])) - base).toBe(30)
})

test('names the reasoning of a response in whole steps and bills all of it', async () => {
  const call = { json: { model: 'gpt-5', input: 'x' }, models: catalog, store: createStore() } as unknown as Call
  const asked = responsesProfile.parse(call)
  const choice = { content: [{ type: 'reasoning', text: '', tokens: 100 } as const], finishReason: 'stop' } as const
  const { model } = catalog.resolve('gpt-5')!
  const counted = accounting.countOutput(choice, asked, model, await loadTokenizer('o200k'))
  expect(counted).toEqual({ reasoningTokens: 64, outputTokens: 106 })
})
