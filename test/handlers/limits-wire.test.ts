import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createManualClock, createSimulation, type CreateSimulationOptions } from '../../handlers/index.ts'
import { send } from '../contract/ask.ts'
import type { Driver } from '../contract/driver.ts'
import { drivers } from '../contract/drivers.ts'

type Limits = CreateSimulationOptions['limits']

const START = '2026-01-01T00:00:00Z'
const driverOf = (provider: string): Driver => drivers.find((driver) => driver.provider === provider)!

function lab(provider: string, limits: NonNullable<Limits>[string], model?: string) {
  const clock = createManualClock()
  const llm = createSimulation({ clock, limits: { [provider]: limits } })
  const driver = driverOf(provider)
  return {
    llm,
    clock,
    ask: (stream = false, prompt = 'Hello there.') =>
      send(llm, driver, { prompt, ...(model ? { model } : {}) }, stream),
  }
}

/** Headers that tell of limits. */
function told(response: Response): Record<string, string> {
  const pairs = [...response.headers].filter(([name]) => /ratelimit|retry-after|call-(?:limit|remaining)/.test(name))
  return Object.fromEntries(pairs)
}

const used = (llm: ReturnType<typeof createSimulation>, name: string) =>
  llm.exchanges.at(-1)!.limits.find((meter) => meter.name === name)!.used

const LIMITS = {
  requestsPerMinute: 3,
  requestsPerDay: 100,
  tokensPerMinute: 6000,
  inputTokensPerMinute: 6000,
  outputTokensPerMinute: 3000,
}

describe('every answer of a provider that tells of limits tells the truth', () => {
  test('OpenAI: remaining in whole units, resets to the millisecond, cut off', async () => {
    const { ask, llm } = lab('openai', { requestsPerMinute: 3, tokensPerMinute: 6000 })
    for (const [index, stream] of [false, true, false].entries()) {
      const response = await ask(stream)
      const tokens = used(llm, 'tokensPerMinute')
      expect(told(response)).toEqual({
        'x-ratelimit-limit-requests': '3',
        'x-ratelimit-limit-tokens': '6000',
        'x-ratelimit-remaining-requests': String(2 - index),
        'x-ratelimit-remaining-tokens': String(6000 - tokens),
        'x-ratelimit-reset-requests': ['20s', '40s', '1m0s'][index],
        'x-ratelimit-reset-tokens': `${tokens * 10}ms`,
      })
    }
    const refused = await ask()
    expect(told(refused)).toMatchObject({
      'retry-after': '20',
      'retry-after-ms': '20000',
      'x-ratelimit-remaining-requests': '0',
    })
    expect(await refused.json()).toMatchObject({
      error: {
        type: 'requests',
        code: 'rate_limit_exceeded',
        message: expect.stringMatching(
          /^Rate limit reached for gpt-4o-mini in organization org-\w+ on requests per min \(RPM\): Limit 3, Used 3, Requested 1\. Please try again in 20s\./,
        ) as unknown,
      },
    })
  })

  test('OpenAI: where the day binds, it shows; a request that is too large is told no wait', async () => {
    const { ask, clock } = lab('openai', { requestsPerMinute: 500, requestsPerDay: 2, tokensPerMinute: 6000 })
    await ask()
    await clock.advance(1000)
    expect(told(await ask())).toMatchObject({
      'x-ratelimit-limit-requests': '2',
      'x-ratelimit-remaining-requests': '0',
    })
    const spent = await ask()
    expect(Number(spent.headers.get('retry-after-ms'))).toBe(43_200_000 - 1000)
    expect(await spent.text()).toMatch(
      /requests per day \(RPD\): Limit 2, Used 2, Requested 1\. Please try again in 11h59m59s/,
    )
    await clock.advance(43_200_000)
    const large = await ask(false, 'word '.repeat(6000))
    expect(await large.text()).toMatch(/Request too large for .*Limit 6000, Requested 7502/)
    expect(large.headers.has('retry-after')).toBe(false)
  })

  test('Anthropic: thousands of tokens, whole seconds, and nothing of limits on other errors', async () => {
    const { ask, llm } = lab('anthropic', {
      requestsPerMinute: 2,
      inputTokensPerMinute: 30_000,
      outputTokensPerMinute: 8000,
    })
    const large = await ask(false, 'word '.repeat(12_000))
    const input = used(llm, 'inputTokensPerMinute')
    const left = Math.round((30_000 - input) / 1000) * 1000
    const reset = new Date(Date.parse(START) + Math.ceil((input / 30_000) * 60) * 1000)
      .toISOString()
      .replace('.000', '')
    expect(told(large)).toEqual({
      'anthropic-ratelimit-requests-limit': '2',
      'anthropic-ratelimit-requests-remaining': '1',
      'anthropic-ratelimit-requests-reset': START,
      'anthropic-ratelimit-input-tokens-limit': '30000',
      'anthropic-ratelimit-input-tokens-remaining': String(left),
      'anthropic-ratelimit-input-tokens-reset': reset,
      'anthropic-ratelimit-output-tokens-limit': '8000',
      'anthropic-ratelimit-output-tokens-remaining': '8000',
      'anthropic-ratelimit-output-tokens-reset': START,
      'anthropic-ratelimit-tokens-limit': '38000',
      'anthropic-ratelimit-tokens-remaining': String(left + 8000),
      'anthropic-ratelimit-tokens-reset': START,
    })
    const refused = await ask(true, 'word '.repeat(20_000))
    const waitMs = llm.exchanges.at(-1)!.error!.retryAfterMs!
    expect(refused.status).toBe(429)
    expect(told(refused)).toMatchObject({
      'retry-after': String(Math.ceil(waitMs / 1000)),
      'anthropic-ratelimit-requests-remaining': '1',
    })
    expect(await refused.text()).toMatch(/of 30,000 input tokens per minute/)
    const invalid = await llm.fetch('https://api.anthropic.com/v1/messages', {
      method: 'POST',
      headers: driverOf('anthropic').headers('test-key'),
      body: '{}',
    })
    expect([invalid.status, told(invalid)]).toEqual([400, {}])
  })

  test('Groq: days of requests, minutes of tokens, resets worked out from what is shown', async () => {
    const { ask, llm } = lab('groq', 'free', 'openai/gpt-oss-20b')
    const response = await ask()
    const left = 8000 - Math.ceil(used(llm, 'tokensPerMinute'))
    expect(told(response)).toEqual({
      'x-ratelimit-limit-requests': '1000',
      'x-ratelimit-limit-tokens': '8000',
      'x-ratelimit-remaining-requests': '999',
      'x-ratelimit-remaining-tokens': String(left),
      'x-ratelimit-reset-requests': '1m26.4s',
      'x-ratelimit-reset-tokens': duration(Math.trunc(((8000 - left) * 60_000) / 8000)),
    })
    expect(used(llm, 'tokensPerMinute')).toBe(llm.usage().inputTokens + llm.usage().outputTokens)
  })

  test('Mistral: a sliding minute, the cost of the query, no retry-after; the token pair goes once the requests are spent', async () => {
    const { ask, llm, clock } = lab('mistral', { requestsPerMinute: 2, tokensPerMinute: 5000 })
    const first = await ask()
    const cost = llm.usage().inputTokens + llm.usage().outputTokens
    expect(told(first)).toEqual({
      'x-ratelimit-limit-req-minute': '2',
      'x-ratelimit-remaining-req-minute': '1',
      'x-ratelimit-limit-tokens-minute': '5000',
      'x-ratelimit-remaining-tokens-minute': String(5000 - cost),
      'x-ratelimit-tokens-query-cost': String(cost),
    })
    await clock.advance(30_000)
    // What was used half a minute ago still counts in full.
    await ask()
    expect(used(llm, 'tokensPerMinute')).toBe(llm.usage().inputTokens + llm.usage().outputTokens)
    const refused = await ask()
    expect([refused.status, told(refused)]).toEqual([
      429,
      { 'x-ratelimit-limit-req-minute': '2', 'x-ratelimit-remaining-req-minute': '0' },
    ])
    expect(await refused.json()).toMatchObject({ code: '1300', raw_status_code: 429 })
    await clock.advance(29_999)
    expect((await ask()).status).toBe(429)
    await clock.advance(1)
    expect((await ask()).status).toBe(200)
  })

  test('Azure: whole milliseconds, a renewal period, both ways to wait; by deployment and by resource', async () => {
    const { ask, llm } = lab('azure', { requestsPerMinute: 120, tokensPerMinute: 120_000 })
    const response = await ask()
    const tokens = used(llm, 'tokensPerMinute')
    expect(told(response)).toEqual({
      'x-ratelimit-abusepenalty-active': 'False',
      'x-ratelimit-limit-requests': '120',
      'x-ratelimit-limit-tokens': '120000',
      'x-ratelimit-remaining-requests': '119',
      'x-ratelimit-remaining-tokens': String(120_000 - tokens),
      'x-ratelimit-renewalperiod-requests': '60',
      'x-ratelimit-renewalperiod-tokens': '60',
      'x-ratelimit-reset-requests': '500',
      'x-ratelimit-reset-tokens': String(Math.ceil(tokens / 2)),
    })
    const large = await ask(false, 'word '.repeat(110_000))
    expect(told(large)).toMatchObject({ 'retry-after': '86400' })
    expect(await large.text()).toContain('have exceeded the token rate limit')
  })

  test('Cohere: a trial key’s calls, on every answer but 429; the month ends', async () => {
    const { ask, llm } = lab('cohere', { requestsPerMinute: 20, requestsPerMonth: 2 })
    expect(told(await ask())).toEqual({
      'x-endpoint-monthly-call-limit': '1000',
      'x-trial-endpoint-call-limit': '20',
      'x-trial-endpoint-call-remaining': '19',
    })
    expect(told(await ask(true))).toMatchObject({ 'x-trial-endpoint-call-remaining': '18' })
    const refused = await ask()
    expect([refused.status, told(refused)]).toEqual([429, {}])
    expect(await refused.text()).toContain('limited to 2 API calls / month')
    expect(llm.exchanges.at(-1)!.error!.retryAfterMs).toBeCloseTo(15 * 86_400_000, 0)
  })

  test('Cerebras: minute, hour and day, in seconds', async () => {
    const { ask, llm } = lab('cerebras', 'free')
    const response = await ask()
    const tokens = used(llm, 'tokensPerMinute')
    expect(told(response)).toMatchObject({
      'x-ratelimit-limit-requests-minute': '5',
      'x-ratelimit-remaining-requests-minute': '4',
      'x-ratelimit-reset-requests-minute': '12',
      'x-ratelimit-limit-requests-hour': '150',
      'x-ratelimit-reset-requests-hour': '24',
      'x-ratelimit-remaining-requests-day': '2399',
      'x-ratelimit-reset-requests-day': '36',
      'x-ratelimit-remaining-tokens-minute': String(30_000 - tokens),
      'x-ratelimit-reset-tokens-minute': String(tokens / 500),
      'x-ratelimit-remaining-tokens-day': String(1_000_000 - tokens),
    })
  })

  test('Gemini: no headers; the free tier’s quota, and the delay in the details; days begin in California', async () => {
    const { ask, clock } = lab('google', 'free', 'gemini-2.5-flash')
    for (let index = 0; index < 5; index++) expect(told(await ask())).toEqual({})
    const minute = await ask()
    expect([minute.status, told(minute)]).toEqual([429, {}])
    const detail = (type: string) =>
      expect.objectContaining({ '@type': `type.googleapis.com/google.rpc.${type}` }) as unknown
    const body = (await minute.json()) as { error: { message: string; details: Record<string, unknown>[] } }
    expect(body.error.details).toEqual([detail('Help'), detail('QuotaFailure'), detail('RetryInfo')])
    expect(body.error.details[1]!['violations']).toEqual([
      {
        quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests',
        quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier',
        quotaDimensions: { location: 'global', model: 'gemini-2.5-flash' },
        quotaValue: '5',
      },
    ])
    expect(body.error.details[2]!['retryDelay']).toBe('12s')
    expect(body.error.message).toContain('Please retry in 12s.')
    for (let index = 0; index < 15; index++) {
      await clock.advance(12_000)
      expect((await ask()).status).toBe(200)
    }
    await clock.advance(60_000)
    // 24 of 480 minutes until midnight in California are gone when the twentieth of the day has been asked.
    expect(await (await ask()).text()).toMatch(/FreeTier.*\n?[^]*"retryDelay": "28560s"/)
    await clock.advance(28_560_000)
    expect((await ask()).status).toBe(200)
  })

  test('OpenRouter: free models share what an account has; the platform’s own words with the reset in its metadata', async () => {
    const { ask, llm, clock } = lab('openrouter', 'free', 'openai/gpt-4o-mini:free')
    for (let index = 0; index < 20; index++) expect((await ask()).status).toBe(200)
    const refused = await ask()
    expect(await refused.json()).toMatchObject({
      error: {
        code: 429,
        message: 'Rate limit exceeded: free-models-per-min. ',
        metadata: {
          headers: {
            'X-RateLimit-Limit': '20',
            'X-RateLimit-Remaining': '0',
            'X-RateLimit-Reset': String(Date.parse(START) + 3000),
          },
        },
      },
    })
    expect((await send(llm, driverOf('openrouter'), { model: 'openai/gpt-4o-mini' })).status).toBe(200)
    for (let index = 0; index < 30; index++) {
      await clock.advance(3000)
      expect((await ask()).status).toBe(200)
    }
    await clock.advance(60_000)
    expect(await (await ask()).text()).toContain('free-models-per-day')
  })

  test.each(['deepseek', 'zai', 'bedrock', 'vertex', 'mistral', 'xai'])('%s sends no retry-after', async (provider) => {
    const { ask } = lab(provider, { ...LIMITS, requestsPerMinute: 1, tokensPerMinute: 1e9, outputTokensPerMinute: 1e9 })
    expect((await ask()).status).toBe(200)
    const refused = await ask()
    expect(refused.status).toBe(429)
    expect([...refused.headers.keys()].filter((name) => name.startsWith('retry-after'))).toEqual([])
  })
})

test('cached reads are free of Anthropic’s limit, at admission and after', async () => {
  const llm = createSimulation({ clock: 'manual', limits: { anthropic: { inputTokensPerMinute: 8000 } } })
  const ask = () =>
    llm.fetch('https://api.anthropic.com/v1/messages', {
      method: 'POST',
      headers: driverOf('anthropic').headers('test-key'),
      body: JSON.stringify({
        model: 'claude-sonnet-4-5',
        max_tokens: 20,
        system: [{ type: 'text', text: 'rule '.repeat(5000), cache_control: { type: 'ephemeral' } }],
        messages: [{ role: 'user', content: 'Hello.' }],
      }),
    })
  await (await ask()).text()
  const written = used(llm, 'inputTokensPerMinute')
  expect(written).toBeGreaterThan(5000)
  for (let index = 1; index <= 5; index++) {
    const response = await ask()
    await response.text()
    expect(response.status).toBe(200)
    const { usage } = llm.exchanges.at(-1)!
    expect(usage.cacheReadTokens).toBeGreaterThan(5000)
    expect(used(llm, 'inputTokensPerMinute')).toBe(written + index * (usage.inputTokens - usage.cacheReadTokens))
  }
})

test('Anthropic pools a class of models, and an aborted stream gives back what was not written', async () => {
  const { llm, ask } = lab('anthropic', { requestsPerMinute: 2, outputTokensPerMinute: 8000 }, 'claude-sonnet-4-5')
  await (await ask()).text()
  const before = used(llm, 'outputTokensPerMinute')
  const stream = await ask(true)
  await stream.body!.cancel()
  const { usage, state } = llm.exchanges.at(-1)!
  expect(state).toBe('aborted')
  expect(used(llm, 'outputTokensPerMinute')).toBe(before + usage.outputTokens)
  const pooled = await send(llm, driverOf('anthropic'), { model: 'claude-sonnet-4-6' })
  const other = await send(llm, driverOf('anthropic'), { model: 'claude-haiku-4-5' })
  expect([pooled.status, other.status]).toEqual([429, 200])
})

interface Recording {
  readonly recorded_at: string
  readonly status: number
  readonly request: { readonly body?: { readonly messages?: readonly { readonly content?: unknown }[] } }
  readonly response?: { readonly headers?: Readonly<Record<string, string>> }
}

test('OpenAI’s tokens of a request, before it is read, are those of recorded headers', async () => {
  const folder = join(import.meta.dirname, '../../../shared/recordings/openai/chat')
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recording)
    .filter(({ recorded_at: day, status, request, response }) => {
      const messages = request.body?.messages ?? []
      const isText = messages.length > 0 && messages.every(({ content }) => typeof content === 'string')
      return (
        day >= '2025-06' &&
        status === 200 &&
        isText &&
        response?.headers?.['x-ratelimit-remaining-tokens'] !== undefined
      )
    })
  const llm = createSimulation({ clock: 'manual' })
  let exact = 0
  for (const { request, response } of texts) {
    const headers = response!.headers!
    const recorded = Number(headers['x-ratelimit-limit-tokens']) - Number(headers['x-ratelimit-remaining-tokens'])
    llm.reset()
    await llm.fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer k' },
      body: JSON.stringify(request.body),
    })
    const counted = used(llm, 'tokensPerMinute')
    expect(Math.abs(counted - recorded)).toBeLessThanOrEqual(1)
    if (counted === recorded) exact++
  }
  expect(texts.length).toBeGreaterThan(25)
  expect(exact / texts.length).toBeGreaterThanOrEqual(18 / 26)
})

/** A duration as Go writes it, below an hour. */
function duration(ms: number): string {
  if (ms < 1000) return `${ms}ms`
  return `${ms >= 60_000 ? `${Math.floor(ms / 60_000)}m` : ''}${(ms % 60_000) / 1000}s`
}
