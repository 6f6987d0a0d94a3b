import Anthropic from '@anthropic-ai/sdk'
import Groq from 'groq-sdk'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createSimulation, outage, slow } from '../../handlers/index.ts'

type Llm = ReturnType<typeof createSimulation>

/** An app as somebody may write it: three providers in order, a breaker for each, retry-after obeyed. Its waits are on `llm.clock`. */
function createApp(llm: Llm) {
  const options = { apiKey: 'any', fetch: llm.fetch, maxRetries: 0 }
  const [openai, anthropic, groq] = [new OpenAI(options), new Anthropic(options), new Groq(options)]
  const prompt = (question: string) => [{ role: 'user' as const, content: question }]
  const providers = [
    {
      name: 'openai',
      ask: async (question: string) =>
        (await openai.chat.completions.create({ model: 'gpt-4o-mini', messages: prompt(question) })).choices[0]!.message
          .content,
    },
    {
      name: 'anthropic',
      ask: async (question: string) => {
        const message = await anthropic.messages.create({
          model: 'claude-haiku-4-5',
          max_tokens: 60,
          messages: prompt(question),
        })
        return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      },
    },
    {
      name: 'groq',
      ask: async (question: string) =>
        (await groq.chat.completions.create({ model: 'llama-3.1-8b-instant', messages: prompt(question) })).choices[0]!
          .message.content,
    },
  ]
  const openUntilMs: Record<string, number> = {}
  const failures: Record<string, number> = {}
  return async (question: string): Promise<string> => {
    for (const { name, ask } of providers) {
      if ((openUntilMs[name] ?? 0) > llm.clock.now()) continue
      try {
        const text = await ask(question)
        failures[name] = 0
        if (text) return name
      } catch (error) {
        const { status, headers } = error as { status?: number; headers?: Headers }
        failures[name] = (failures[name] ?? 0) + 1
        const retryAfterMs = Number(headers?.get('retry-after') ?? 0) * 1000
        if (retryAfterMs > 0) openUntilMs[name] = llm.clock.now() + retryAfterMs
        else if (failures[name]! >= 3) openUntilMs[name] = llm.clock.now() + 10_000
        if (status === 401) throw error
      }
    }
    return 'nobody'
  }
}

/** One question a second for a minute. */
async function story(seed: number) {
  const llm = createSimulation({
    seed,
    clock: 'virtual',
    latency: 'realistic',
    faults: [
      outage({ provider: 'openai', between: [5000, 45_000] }),
      slow({ provider: 'openai', between: [45_000, 60_000] }),
      { kind: 'rate_limit', retryAfterMs: 12_000, provider: 'anthropic', between: [20_000, 24_000] },
      { how: 'socket', provider: 'groq', every: 4 },
    ],
  })
  await llm.ready()
  const ask = createApp(llm)
  const startMs = llm.clock.now()
  const begun = performance.now()
  const answered = await Promise.all(
    Array.from({ length: 60 }, async (_, second) => {
      await llm.clock.sleep(second * 1000)
      return ask(`Question ${second}?`)
    }),
  )
  const realMs = performance.now() - begun
  const trace = llm.exchanges.map(
    ({ provider, status, state, receivedAtMs, schedule }) =>
      `${receivedAtMs - startMs} ${provider} ${status} ${state} ${schedule.totalMs.toFixed(3)}`,
  )
  return { answered, trace, realMs, elapsedMs: llm.clock.now() - startMs, llm }
}

test('a minute of failover: the app gets through, and every run leaves the same trace', async () => {
  const first = await story(3)
  expect(first.answered.slice(0, 5)).toEqual(Array(5).fill('openai'))
  expect(first.answered.slice(6, 20)).toEqual(Array(14).fill('anthropic'))
  expect(first.answered.slice(20, 32).every((name) => name === 'groq' || name === 'nobody')).toBe(true)
  expect(first.answered.slice(33, 45)).toEqual(Array(12).fill('anthropic'))
  expect(first.answered.slice(-3)).toEqual(Array(3).fill('openai'))
  expect(first.answered.filter((name) => name === 'nobody').length).toBeLessThan(6)
  // The breaker asks three times, then again every ten seconds, not every second.
  expect(first.trace.filter((line) => line.includes('openai 503')).length).toBeLessThan(12)
  expect(first.trace.filter((line) => line.includes('anthropic 429'))).toHaveLength(1)
  expect(first.elapsedMs).toBeGreaterThanOrEqual(59_000)

  const second = await story(3)
  expect(second.trace).toEqual(first.trace)
  // A minute in about half a second on a quiet machine; the first run also compiles what it runs.
  expect(second.realMs).toBeLessThan(10_000)
})
