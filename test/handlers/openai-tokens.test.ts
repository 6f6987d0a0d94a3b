import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openaiProfile } from '../../handlers/openai/chat-completions/index.ts'
import type { ChatRequest } from '../../handlers/openai/chat-completions/to-request.ts'
import { catalog } from '../../handlers/openai/models.ts'
import { accounting } from '../../handlers/openai/tokens.ts'
import type { Call } from '../../src/provider.ts'
import { loadTokenizer } from '../../src/tokens/families.ts'

const folder = process.env['MSW_LLM_RECORDINGS'] ?? '../shared/recordings'
const chats = `${folder}/openai/chat`
const isHere = existsSync(chats)
if (!isHere) console.warn(`No recordings at ${chats}: OpenAI's token counts are not compared with recorded ones.`)

interface Sample {
  readonly file: string
  readonly kind: 'plain' | 'tools' | 'schema'
  readonly recorded: number
  readonly counted: number
}

/** Recorded prompt_tokens and ours, for every recording whose request is complete. */
async function samples(): Promise<readonly Sample[]> {
  const found: Sample[] = []
  for (const file of readdirSync(chats).toSorted()) {
    const recording = JSON.parse(readFileSync(`${chats}/${file}`, 'utf8'))
    const text = JSON.stringify(recording.request?.body ?? null)
    const events: readonly { readonly data?: { readonly usage?: object } }[] = recording.response.events ?? []
    const usage = recording.response.body?.usage ?? events.map((event) => event.data?.usage).findLast(Boolean)
    if (!usage || /<cut: |<base64 |<MASSIVE/.test(text)) continue
    const request = openaiProfile.parse({ json: recording.request.body, models: catalog } as Call)
    const { model } = catalog.resolve(request.model)!
    const counted = accounting.countInput(request, model, await loadTokenizer(model.tokenizer))
    found.push({ file, kind: kindOf(request), recorded: usage.prompt_tokens, counted })
  }
  return found
}

function kindOf(request: ChatRequest): Sample['kind'] {
  if (request.responseFormat.type === 'json-schema') return 'schema'
  return request.tools.length > 0 ? 'tools' : 'plain'
}

function misses(
  all: readonly Sample[],
  kind: Sample['kind'],
  tolerance: (recorded: number) => number,
): readonly Sample[] {
  const own = all.filter((sample) => sample.kind === kind)
  const missed = own.filter(({ counted, recorded }) => Math.abs(counted - recorded) > tolerance(recorded))
  const worst = missed.map(({ file, counted, recorded }) => `${file}: ${counted} for ${recorded}`)
  const rest = worst.length > 0 ? `; not: ${worst.join(', ')}` : ''
  console.log(`OpenAI prompt tokens, ${kind}: ${own.length - missed.length} of ${own.length} within tolerance${rest}`)
  return missed
}

describe.runIf(isHere)('recorded prompt tokens of OpenAI', () => {
  test('are met within 1 on plain chats, all but one', async () => {
    expect(misses(await samples(), 'plain', () => 1).length).toBeLessThanOrEqual(1)
  })

  test('are met within 2 with tools, all but one', async () => {
    expect(misses(await samples(), 'tools', () => 2).length).toBeLessThanOrEqual(1)
  })

  test('are met within 3 % or 3 tokens with schemas, all but three', async () => {
    const missed = misses(await samples(), 'schema', (recorded) => Math.max(3, 0.03 * recorded))
    expect(missed.length).toBeLessThanOrEqual(3)
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
