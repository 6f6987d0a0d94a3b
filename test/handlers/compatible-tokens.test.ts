import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { deepseek } from '../../handlers/deepseek/index.ts'
import { groq } from '../../handlers/groq/index.ts'
import { mistral } from '../../handlers/mistral/index.ts'
import { together } from '../../handlers/together/index.ts'
import { earlyEndpoints } from '../../src/late-endpoint.ts'
import type { Call, ProviderDefinition } from '../../src/provider.ts'
import type { CompletionRequest } from '../../src/request.ts'
import { loadTokenizer } from '../../src/tokens/families.ts'

const folder = process.env['MSW_LLM_RECORDINGS'] ?? '../shared/recordings'
const isHere = existsSync(folder)
if (!isHere) console.warn(`No recordings at ${folder}: token counts of compatible APIs are not compared with them.`)

interface Sample {
  readonly file: string
  readonly recorded: number
  readonly counted: number
}

/** Recorded prompt_tokens and ours, for every recording whose request is complete. */
async function samples(provider: ProviderDefinition): Promise<readonly Sample[]> {
  const chats = `${folder}/${provider.name}/chat`
  const found: Sample[] = []
  for (const file of readdirSync(chats).toSorted((a, b) => a.localeCompare(b))) {
    const { request, response } = JSON.parse(readFileSync(`${chats}/${file}`, 'utf8'))
    const usage = usageOf(response)
    const text = JSON.stringify(request?.body ?? null)
    if (!usage || !request?.body?.messages || /<cut: |<base64 |<MASSIVE|image_url|document_url/.test(text)) continue
    const resolved = provider.models.resolve(request.body.model)
    // What the server tools of compound systems read is not in the request.
    if (!resolved || resolved.model.id.startsWith('groq/compound')) continue
    const call = { json: request.body, text, models: provider.models, validation: 'lenient' } as Call
    const parsed = earlyEndpoints(provider)[0]!.parse(call) as CompletionRequest
    const tokenizer = await loadTokenizer(resolved.model.tokenizer)
    const counted = provider.accounting.countInput(parsed, resolved.model, tokenizer)
    found.push({ file, recorded: usage.prompt_tokens, counted })
  }
  return found
}

function usageOf(response: any): { readonly prompt_tokens: number } | undefined {
  if (response.body) return response.body.usage
  const usages = (response.events ?? []).map(({ data }: any) => data?.usage ?? data?.x_groq?.usage)
  return usages.findLast(Boolean)
}

/** Share of the samples within 3 tokens or 5 % of the recorded count. */
function shareWithin(all: readonly Sample[], name: string): number {
  const missed = all.filter(({ counted, recorded }) => Math.abs(counted - recorded) > Math.max(3, 0.05 * recorded))
  const error =
    all.reduce((sum, { counted, recorded }) => sum + Math.abs(counted - recorded) / recorded, 0) / all.length
  const list = missed.map(({ file, counted, recorded }) => `${file}: ${counted} for ${recorded}`)
  console.log(
    `${name} prompt tokens: ${all.length - missed.length} of ${all.length} within 3 or 5 %, mean error ${(100 * error).toFixed(1)} %; not: ${list.join(', ')}`,
  )
  return (all.length - missed.length) / all.length
}

describe.runIf(isHere)('recorded prompt tokens', () => {
  test.each([
    [groq, 0.9],
    [mistral, 0.8],
    [deepseek, 0.8],
    [together, 1],
  ] as const)('of $name are met within 3 tokens or 5 %', async (provider, share) => {
    expect(shareWithin(await samples(provider), provider.title)).toBeGreaterThanOrEqual(share)
  })
})

test('DeepSeek bills instructions for tools that no request shows', async () => {
  const tools = [{ type: 'function', function: { name: 'w', parameters: { type: 'object', properties: {} } } }]
  const count = async (provider: ProviderDefinition, body: object) => {
    const headers = new Headers({ 'content-type': 'application/json' })
    const call = { headers, json: body, text: '', models: provider.models, validation: 'strict' } as Call
    const parsed = earlyEndpoints(provider)[0]!.parse(call) as CompletionRequest
    const { model } = provider.models.resolve(parsed.model)!
    return provider.accounting.countInput(parsed, model, await loadTokenizer(model.tokenizer))
  }
  const messages = [{ role: 'user', content: 'hi' }]
  const plain = await count(deepseek, { model: 'deepseek-chat', messages })
  expect(plain).toBe(5)
  expect((await count(deepseek, { model: 'deepseek-chat', messages, tools })) - plain).toBeGreaterThan(216)
})
