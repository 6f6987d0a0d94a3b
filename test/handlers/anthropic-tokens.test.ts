import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { anthropic } from '../../handlers/anthropic/index.ts'
import { imageTokens } from '../../handlers/anthropic/media-tokens.ts'
import { parse } from '../../handlers/anthropic/messages/parse.ts'
import type { Call } from '../../src/provider.ts'
import { createStore } from '../../src/store.ts'
import { loadTokenizer } from '../../src/tokens/families.ts'

const RECORDINGS = `${process.env['MSW_LLM_RECORDINGS'] ?? '../shared/recordings'}/anthropic`

interface Sample {
  readonly name: string
  readonly group: string
  readonly actual: number
  readonly body: Readonly<Record<string, unknown>>
}

/** Requests whose text was kept whole, with the input tokens that the API counted before any tool of its own ran. */
function samples(): readonly Sample[] {
  return ['messages', 'count_tokens'].flatMap((folder) =>
    readdirSync(`${RECORDINGS}/${folder}`).flatMap((file): Sample[] => {
      const { request, response } = JSON.parse(readFileSync(`${RECORDINGS}/${folder}/${file}`, 'utf8'))
      const body = request?.body
      const text = JSON.stringify(body ?? null)
      if (!body?.messages || response.status !== 200 || /<cut: |<MASSIVE|"type":"image"/.test(text)) return []
      const isLooped =
        !response.events && folder === 'messages' && /"(web_search|code_execution|tool_search|advisor)/.test(text)
      if (isLooped) return []
      const start = response.events?.find(({ data }: { data: { type?: string } }) => data?.type === 'message_start')
      const usage = start?.data.message.usage ?? response.body?.usage ?? response.body
      const actual =
        usage.input_tokens + (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0)
      const group =
        body.tools?.length > 0
          ? 'tools'
          : body.output_format || body.output_config?.format
            ? 'structured'
            : body.thinking
              ? 'thinking'
              : 'text'
      return [{ name: file, group, actual, body }]
    }),
  )
}

function callOf(body: Readonly<Record<string, unknown>>): Call {
  const text = JSON.stringify({ max_tokens: 16_000, ...body })
  const url = new URL('https://api.anthropic.com/v1/messages')
  return {
    method: 'POST',
    url,
    params: {},
    headers: new Headers({ 'anthropic-version': '2023-06-01' }),
    text,
    json: JSON.parse(text),
    jsonError: undefined,
    models: anthropic.models,
    nowMs: 0,
    validation: 'strict',
    form: undefined,
    store: createStore(),
  }
}

async function count(body: Readonly<Record<string, unknown>>): Promise<number> {
  const request = parse(callOf(body))
  const { model } = anthropic.models.resolve(request.model)!
  return anthropic.accounting.countInput(request, model, await loadTokenizer(model.tokenizer))
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

test('counts the input of recorded requests with a median error of at most 5 %', async (context) => {
  if (!existsSync(RECORDINGS)) {
    console.warn(
      `SKIPPED: no recordings at ${RECORDINGS}; the calibration of Anthropic's token counts is not checked here.`,
    )
    return context.skip()
  }
  const measured = await Promise.all(
    samples().map(async (sample) => ({
      ...sample,
      error: Math.abs((await count(sample.body)) - sample.actual) / sample.actual,
    })),
  )
  const report = (name: string, rows: typeof measured) =>
    `${name} n=${rows.length} median=${(100 * median(rows.map(({ error }) => error))).toFixed(1)}% max=${(100 * Math.max(...rows.map(({ error }) => error))).toFixed(1)}%`
  const groups = [...new Set(measured.map(({ group }) => group))].toSorted()
  const [fitted, held] = [0, 1].map((half) => measured.filter((_, index) => index % 2 === half)) as [
    typeof measured,
    typeof measured,
  ]
  console.log(
    [
      "Anthropic's input tokens:",
      report('all', measured),
      report('fitted half', fitted),
      report('held half', held),
      ...groups.map((group) =>
        report(
          group,
          measured.filter((one) => one.group === group),
        ),
      ),
    ].join('\n  '),
  )
  expect(measured.length).toBeGreaterThan(25)
  for (const rows of [fitted, held, measured]) expect(median(rows.map(({ error }) => error))).toBeLessThanOrEqual(0.05)
})

const hello = { model: 'claude-sonnet-4-5', messages: [{ role: 'user', content: 'hello' }] }

test('counts a greeting as 8 tokens', async () => {
  expect(await count(hello)).toBe(8)
})

test('adds the documented preamble with the first tool, by tool_choice', async () => {
  const tools = [{ name: 'add', input_schema: { type: 'object' } }]
  const auto = await count({ ...hello, tools })
  expect(auto - (await count(hello))).toBeGreaterThan(496)
  expect((await count({ ...hello, tools, tool_choice: { type: 'any' } })) - auto).toBe(588 - 496)
  expect(await count({ ...hello, tools, tool_choice: { type: 'none' } })).toBe(auto)
})

test('counts about 1.3 times as much for the newer tokenizer', async () => {
  const messages = [{ role: 'user', content: 'The quick brown fox jumps over the lazy dog. '.repeat(40) }]
  const ratio =
    (await count({ model: 'claude-opus-4-7', messages })) / (await count({ model: 'claude-opus-4-6', messages }))
  expect(ratio).toBeGreaterThan(1.2)
  expect(ratio).toBeLessThan(1.4)
})

test('counts images in patches of 28 pixels, scaled down to the limit of the model', () => {
  const old = { longEdge: 1568, tokens: 1568 }
  const image = (widthPx: number, heightPx: number) => imageTokens({ type: 'image', widthPx, heightPx }, old)
  expect(image(597, 566)).toBe(462)
  expect(image(400, 301)).toBe(165)
  expect(image(1, 1)).toBe(1)
  expect(image(8000, 8000)).toBeLessThanOrEqual(1568)
})

test('counts a call by its arguments, and a forced one from its arguments on', async () => {
  const { model } = anthropic.models.resolve('claude-haiku-4-5')!
  const tokenizer = await loadTokenizer(model.tokenizer)
  const tools = [{ name: 'get_weather', input_schema: { type: 'object' } }]
  const choice = {
    content: [{ type: 'tool-call', id: 'x', name: 'get_weather', arguments: '{"location":"Paris, France"}' }],
    finishReason: 'tool-calls',
  } as const
  const output = (more: object) =>
    anthropic.accounting.countOutput(choice, parse(callOf({ ...hello, tools, ...more })), model, tokenizer).outputTokens
  expect(output({})).toBeCloseTo(56, -1)
  expect(output({ tool_choice: { type: 'tool', name: 'get_weather' } })).toBeCloseTo(26, -1)
})

test('settles limits without cache reads', () => {
  const usage = {
    inputTokens: 100,
    outputTokens: 7,
    cacheReadTokens: 60,
    cacheWriteTokens: 10,
    cacheWriteLongTokens: 0,
    reasoningTokens: 0,
  }
  expect(anthropic.accounting.settle!(usage, anthropic.models.models[0]!)).toEqual({ inputTokens: 40, outputTokens: 7 })
})
