import OpenAI from 'openai'
import { beforeAll, expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { loadTokenizer, tokenizerFamilies, type TokenizerFamily } from '../../src/tokens/families.ts'

const MILLION = 1_000_000
/** Of processor time, which other suites beside do not change. */
const LIMIT_MS = 1000

const llm = createSimulation()
beforeAll(() => llm.ready())

const refusal = (tokens: number) =>
  `This model's maximum context length is 128000 tokens. However, your messages resulted in ${tokens} tokens. Please reduce the length of the messages.`

async function timed<T>(work: () => Promise<T>): Promise<T> {
  const started = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(started)
  expect((user + system) / 1000).toBeLessThan(LIMIT_MS)
  return result
}

test('two million times the same letter are refused with the exact count, through fetch and the SDK', async () => {
  const messages = [{ role: 'user' as const, content: 'a'.repeat(2 * MILLION) }]
  const body = JSON.stringify({ model: 'gpt-4o', messages })
  const headers = { authorization: 'Bearer any', 'content-type': 'application/json' }
  const url = 'https://api.openai.com/v1/chat/completions'
  const answer = await timed(() => llm.fetch(url, { method: 'POST', headers, body }))
  expect(answer.status).toBe(400)
  expect((await answer.json()).error).toMatchObject({ code: 'context_length_exceeded', message: refusal(250_000 + 7) })
  const openai = new OpenAI({ apiKey: 'any', fetch: llm.fetch })
  const error = await timed(async () =>
    openai.chat.completions.create({ model: 'gpt-4o', messages }).catch((thrown: unknown) => thrown),
  )
  expect(error).toBeInstanceOf(OpenAI.BadRequestError)
  expect((error as Error).message).toContain(refusal(250_000 + 7))
})

test('the texts of special tokens and lone surrogates are ordinary text', async () => {
  const openai = new OpenAI({ apiKey: 'any', fetch: llm.fetch })
  const usage = async (content: string) =>
    (await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })).usage!
  expect((await usage('<|endoftext|><|im_start|>')).prompt_tokens).toBeGreaterThan(7 + 8)
  expect((await usage('\ud800 \udfff')).prompt_tokens).toBeGreaterThan(7)
})

const TEXTS = {
  'Chinese characters': '漢字仮名交文日本語中国話人大小上下'.repeat(MILLION / 51),
  letters: 'a'.repeat(MILLION),
  digits: '1234567890'.repeat(MILLION / 10),
  'digits with blanks': '12 '.repeat(MILLION / 3),
  'signs and line breaks': '.\n'.repeat(MILLION / 2),
  surrogates: '\ud800'.repeat(MILLION / 3),
}

test.each(Object.keys(tokenizerFamilies) as TokenizerFamily[])(
  'counts a megabyte of anything in time for %s',
  async (family) => {
    const tokenizer = await loadTokenizer(family)
    for (const [kind, text] of Object.entries(TEXTS)) {
      const tokens = await timed(async () => tokenizer.count(text))
      expect(tokens, kind).toBeGreaterThan(text.length / 20)
    }
  },
)
