import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import { Mistral } from '@mistralai/mistralai'
import { CohereClientV2 } from 'cohere-ai'
import Groq from 'groq-sdk'
import OpenAI, { RateLimitError } from 'openai'
import Together from 'together-ai'
import { beforeAll, describe, expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { fakeTime, settle, untilSettled } from './fake-time.ts'
import { startLab } from './lab.ts'

const PER_MINUTE = { requestsPerMinute: 4 }
const { llm } = startLab({
  limits: {
    openai: PER_MINUTE,
    anthropic: PER_MINUTE,
    groq: PER_MINUTE,
    azure: PER_MINUTE,
    mistral: PER_MINUTE,
    // These clients wait by a rule of their own, since nothing tells them how long.
    together: { requestsPerMinute: 60 },
    cohere: { requestsPerMinute: 60 },
    google: { requestsPerMinute: 60 },
  },
})
fakeTime(0)

const messages = [{ role: 'user' as const, content: 'Tell me about tides.' }]
const apiKey = 'any-key'

interface Client {
  readonly provider: string
  /** Requests that a full bucket has room for. */
  readonly burst: number
  /** Milliseconds from the refused request to the SDK's retry that succeeds. */
  readonly retriedAfterMs: number
  /** Statuses of the exchanges from the first refusal on. */
  readonly statuses?: readonly number[]
  ask(): Promise<unknown>
}

const openai = () => new OpenAI({ apiKey })
const anthropic = () => new Anthropic({ apiKey })
const backoff = { initialInterval: 60_000, maxInterval: 60_000, exponent: 1, maxElapsedTime: 600_000 }

const clients: readonly Client[] = [
  {
    provider: 'openai',
    burst: 4,
    retriedAfterMs: 15_000,
    ask: () => openai().chat.completions.create({ model: 'gpt-4o', messages }),
  },
  {
    provider: 'openai (responses)',
    burst: 4,
    retriedAfterMs: 15_000,
    ask: () => openai().responses.create({ model: 'gpt-4o', input: 'Tell me about tides.' }),
  },
  {
    provider: 'openai (embeddings)',
    burst: 4,
    retriedAfterMs: 15_000,
    ask: () => openai().embeddings.create({ model: 'text-embedding-3-small', input: 'tides' }),
  },
  {
    provider: 'azure',
    burst: 4,
    retriedAfterMs: 15_000,
    ask: () =>
      new OpenAI({ apiKey, baseURL: 'https://me.openai.azure.com/openai/v1' }).chat.completions.create({
        model: 'gpt-4o',
        messages,
      }),
  },
  {
    provider: 'anthropic',
    burst: 4,
    retriedAfterMs: 15_000,
    ask: () => anthropic().messages.create({ model: 'claude-sonnet-4-5', max_tokens: 50, messages }),
  },
  {
    provider: 'anthropic (count_tokens, with twice the requests)',
    burst: 8,
    // 7.5 s, in whole seconds.
    retriedAfterMs: 8000,
    ask: () => anthropic().messages.countTokens({ model: 'claude-sonnet-4-5', messages }),
  },
  {
    provider: 'groq',
    burst: 4,
    retriedAfterMs: 15_000,
    ask: () => new Groq({ apiKey }).chat.completions.create({ model: 'llama-3.3-70b-versatile', messages }),
  },
  {
    provider: 'together',
    burst: 60,
    retriedAfterMs: 1000,
    ask: () =>
      new Together({ apiKey }).chat.completions.create({
        model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
        messages,
      }),
  },
  {
    provider: 'cohere',
    burst: 60,
    // 1 s less the jitter of a tenth is too soon, the second wait is 2 s less a tenth.
    retriedAfterMs: 900 + 1800,
    statuses: [429, 429, 200],
    ask: () => new CohereClientV2({ token: apiKey }).chat({ model: 'command-a-03-2025', messages }),
  },
  {
    provider: 'mistral',
    burst: 4,
    // It retries at once, and then after a whole interval: as long as a call counts.
    retriedAfterMs: 60_000,
    statuses: [429, 429, 200],
    ask: () =>
      new Mistral({
        apiKey,
        retryConfig: { strategy: 'backoff', backoff, retryConnectionErrors: false },
      }).chat.complete({
        model: 'mistral-small-latest',
        messages,
      }),
  },
  {
    provider: 'google',
    burst: 60,
    retriedAfterMs: 1000,
    ask: () =>
      new GoogleGenAI({
        apiKey,
        httpOptions: { retryOptions: { attempts: 3, initialDelay: 1 } },
      }).models.generateContent({
        model: 'gemini-2.5-flash',
        contents: 'Tell me about tides.',
      }),
  },
]

// What is loaded on first use takes turns of the event loop, for which faked time would not wait.
beforeAll(async () => {
  await Promise.all(clients.map((client) => client.ask()))
  llm.reset()
}, 60_000)

test.each(clients)('the own retry of the SDK succeeds when there is room again: $provider', async (client) => {
  const first = Array.from({ length: client.burst }, () => client.ask())
  expect(await untilSettled(Promise.all(first))).toBe(0)
  const limited = client.ask()
  await settle()
  expect(llm.exchanges[client.burst]!.status).toBe(429)
  expect(await untilSettled(limited)).toBe(client.retriedAfterMs)
  await limited
  expect(llm.exchanges.slice(client.burst).map(({ status }) => status)).toEqual(client.statuses ?? [429, 200])
})

describe('headers of every answer agree with the arithmetic', () => {
  const ask = async (provider: string, url: string, body: object, headers: Record<string, string> = {}) => {
    const response = await llm.fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'x-api-key': apiKey,
        'anthropic-version': '2023-06-01',
        ...headers,
      },
      body: JSON.stringify(body),
    })
    await response.text()
    return response
  }

  test('OpenAI: unary, stream, refused by validation and by the limit; seconds and milliseconds to wait', async () => {
    const url = 'https://api.openai.com/v1/chat/completions'
    const good = { model: 'gpt-4o', messages }
    const shown: unknown[] = []
    for (const body of [good, { ...good, stream: true }, { ...good, temperature: 9 }, good, good]) {
      const { status, headers } = await ask('openai', url, body)
      shown.push([
        status,
        headers.get('x-ratelimit-limit-requests'),
        headers.get('x-ratelimit-remaining-requests'),
        headers.get('x-ratelimit-reset-requests'),
        headers.get('retry-after'),
        headers.get('retry-after-ms'),
      ])
    }
    expect(shown).toEqual([
      [200, '4', '3', '15s', null, null],
      [200, '4', '2', '30s', null, null],
      [400, '4', '1', '45s', null, null],
      [200, '4', '0', '1m0s', null, null],
      [429, '4', '0', '1m0s', '15', '15000'],
    ])
    expect(llm.exchanges.at(-1)!.error).toMatchObject({ retryAfterMs: 15_000, details: { requested: 1 } })
  })
})

test('OpenAI counts by organisation where a request names one, by key else, and by model', async () => {
  const key = (apiKey: string, organization?: string) =>
    new OpenAI({ apiKey, maxRetries: 0, ...(organization ? { organization } : {}) })
  const ask = (client: OpenAI, model = 'gpt-4o') => client.chat.completions.create({ model, messages })
  const shared = [key('a', 'org-1'), key('b', 'org-1'), key('a', 'org-1'), key('b', 'org-1')]
  await untilSettled(Promise.all(shared.map((client) => ask(client))))
  await expect(ask(key('c', 'org-1'))).rejects.toThrow(RateLimitError)
  // A snapshot is its model.
  await expect(ask(key('c', 'org-1'), 'gpt-4o-2024-08-06')).rejects.toThrow(RateLimitError)
  await ask(key('a', 'org-2'))
  await ask(key('a'))
  await ask(key('a', 'org-1'), 'gpt-4o-mini')
})

/** A provider that takes two requests at a time and answers after a second. */
async function twoInFlight() {
  const lab = createSimulation({ latencyMs: 1000, limits: { deepseek: { concurrentRequests: 2 } } })
  await lab.ready('deepseek')
  const client = new OpenAI({ apiKey, baseURL: 'https://api.deepseek.com', fetch: lab.fetch, maxRetries: 0 })
  const model = 'deepseek-v4-flash'
  return {
    lab,
    ask: (signal?: AbortSignal) =>
      client.chat.completions.create({ model, messages }, signal ? { signal } : {}).catch((error: unknown) => error),
    stream: () => client.chat.completions.create({ model, messages, stream: true }),
    statuses: () => lab.exchanges.map(({ status }) => status),
  }
}

test('requests in flight: released at the end, on abort, on errors and when a stream is given up', async () => {
  const { lab, ask, stream, statuses } = await twoInFlight()

  const stop = new AbortController()
  const started = [ask(stop.signal), ask(), ask()]
  await settle()
  stop.abort()
  await settle()
  // The aborted one has made room for one, and for no more.
  started.push(ask(), ask())
  expect(await untilSettled(Promise.all(started))).toBe(1000)
  expect(statuses()).toEqual([0, 200, 429, 200, 429])
  expect(await started[2]).toBeInstanceOf(RateLimitError)
  expect(await started[2]).toHaveProperty('message', expect.stringContaining('concurrency limit'))

  lab.when('tides').fail('overloaded')
  for (let index = 0; index < 3; index++) await untilSettled(ask())
  expect(statuses().slice(5)).toEqual([503, 503, 503])

  // So slow that they are in flight, whatever the buffers on the way hold.
  lab.when('tides').reply('High and low.')
  lab.fault({ how: 'drip', bytes: 1, gapMs: 10_000, next: 2 })
  const streams = Promise.all([stream(), stream()])
  await untilSettled(streams)
  await untilSettled(ask())
  for (const { controller } of await streams) controller.abort()
  await settle()
  await untilSettled(ask())
  expect(statuses().slice(8)).toEqual([200, 200, 429, 200])
})

test('requests in flight: a stream that nobody reads is in flight until it is given up', async () => {
  const { ask, stream, statuses } = await twoInFlight()
  const streams = Promise.all([stream(), stream()])
  await untilSettled(streams)
  await untilSettled(ask())
  for (const { controller } of await streams) controller.abort()
  await settle()
  await untilSettled(ask())
  expect(statuses()).toEqual([200, 200, 429, 200])
})
