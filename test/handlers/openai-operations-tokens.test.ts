import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'

const folder = process.env['MSW_LLM_RECORDINGS'] ?? '../shared/recordings'
const isHere = existsSync(`${folder}/openai/embeddings`)
if (!isHere)
  console.warn(`No recordings at ${folder}: token counts of OpenAI's other endpoints and Voyage are not compared.`)

const llm = createSimulation()

interface Sample {
  readonly file: string
  readonly recorded: number
  readonly counted: number
}

/** Input tokens of recorded requests, and those that we answer to the same requests. */
async function samples(endpoint: string, origin: string): Promise<readonly Sample[]> {
  const found: Sample[] = []
  for (const file of readdirSync(`${folder}/${endpoint}`)) {
    const { request, response } = JSON.parse(readFileSync(`${folder}/${endpoint}/${file}`, 'utf8'))
    const text = JSON.stringify(request?.body ?? null)
    const usage = response.body?.usage
    if (!usage || typeof request.body !== 'object' || !request.body || /<cut: |<base64 |curie/.test(text)) continue
    if (Array.isArray(request.body.input) && request.body.input.length > 16) continue
    const headers = { authorization: 'Bearer sk-proj-0123456789abcdefghij', 'content-type': 'application/json' }
    const answer = await llm.fetch(`${origin}${request.path}`, { method: 'POST', headers, body: text })
    const body = await answer.json()
    if (!body.usage) throw new Error(`${file}: ${JSON.stringify(body)}`)
    const tokensOf = (one: any) => one.prompt_tokens ?? one.total_tokens
    found.push({ file, recorded: tokensOf(usage), counted: tokensOf(body.usage) })
  }
  return found
}

test.skipIf(!isHere).each([
  ['openai/embeddings', 'https://api.openai.com'],
  ['openai/completions', 'https://api.openai.com'],
  ['voyage/embeddings', 'https://api.voyageai.com'],
  ['voyage/rerank', 'https://api.voyageai.com'],
] as const)('counts the input of %s exactly as recorded', async (endpoint, origin) => {
  const all = await samples(endpoint, origin)
  expect(all.length).toBeGreaterThan(1)
  const misses = all.filter(({ recorded, counted }) => recorded !== counted)
  expect(misses).toEqual([])
})
