import OpenAI from 'openai'
import { expect, test, vi } from 'vitest'
import { createManualClock, createSimulation, MockProvider, Rule, UsageError } from '../../handlers/index.ts'

const wrong: readonly (readonly [string, object, RegExp])[] = [
  ['an unknown option', { sead: 7 }, /no option "sead"\. Did you mean "seed"\?/],
  [
    'an option that is unlike any',
    { magic: true },
    /no option "magic"\. Its options: providers, guard, seed, .*journalSize\.$/,
  ],
  ['both latencies', { latencyMs: 5, latency: 'realistic' }, /latencyMs \(5\) and latency/],
  ['a negative latency', { latencyMs: -1 }, /0 or more milliseconds, not -1/],
  ['a latency that is no number', { latency: 'slow' }, /'realistic' or a profile, not 'slow'/],
  ['a rate above one', { errorRate: 5 }, /errorRate must be a number from 0 to 1, not 5/],
  ['a NaN budget', { budgetUsd: Number.NaN }, /budgetUsd must be a number/],
  ['an unknown clock', { clock: 'wall' }, /'real', 'virtual', 'manual', not 'wall'/],
  ['an unknown provider', { providers: ['opnai'] }, /no provider "opnai"\. Did you mean "openai"\? Known: openai, /],
  ['no provider', { providers: [] }, /providers is empty/],
  ['a provider twice', { providers: ['openai', 'openai'] }, /"openai" is given twice/],
  [
    'limits of a provider that is not there',
    { providers: ['openai'], limits: { anthropic: { requestsPerMinute: 1 } } },
    /"anthropic".*does not have/,
  ],
  ['no keys', { apiKeys: [] }, /apiKeys is empty/],
]

test.each(wrong)('refuses %s', (_, options, message) => {
  expect(() => createSimulation(options)).toThrow(UsageError)
  expect(() => createSimulation(options)).toThrow(message)
})

test('refuses mistakes in calls with what to do', () => {
  const llm = createSimulation()
  expect(() => llm.provider('nobody')).toThrow(/no provider "nobody".*openai/)
  expect(() => llm.provider('openai').failNext(1, 'oops' as never)).toThrow(/no error kind 'oops'.*rate_limit/)
  expect(() => llm.provider('openai').failNext(-1)).toThrow(/whole number/)
  expect(() => llm.provider('openai').cutStreamAfter({ share: 2 })).toThrow(/share: 0 to 1/)
  expect(() => llm.when('x').times(0)).toThrow(/whole number from 1/)
  expect(() => new MockProvider('openai', { errorRate: -1 })).toThrow(UsageError)
})

test('llm.fetch rejects for hosts of no provider', async () => {
  await expect(createSimulation().fetch('https://example.test/')).rejects.toThrow(
    /No simulated provider answers at example.test/,
  )
})

test('a provider belongs to one simulation', () => {
  const provider = new MockProvider('openai')
  createSimulation({ providers: [provider] })
  expect(() => createSimulation({ providers: [provider] })).toThrow(/already belongs to another simulation/)
})

const ask = (llm: ReturnType<typeof createSimulation>, content: string, extra: object = {}) =>
  new OpenAI({ apiKey: 'k', fetch: llm.fetch, maxRetries: 0 }).chat.completions
    .create({ model: 'gpt-4o', messages: [{ role: 'user', content }], ...extra })
    .then((answer) => answer.choices[0]!.message.content)

test('the last added rule that matches answers; once and times bound it, before the reply or after', async () => {
  const llm = createSimulation()
  llm.when('hello').reply('first')
  llm
    .when(/^hello/)
    .once()
    .reply('once')
  llm.when({ prompt: 'hello', model: 'gpt-4o' }).reply('twice').times(2)
  expect([await ask(llm, 'Hello'), await ask(llm, 'hello'), await ask(llm, 'hello'), await ask(llm, 'hello')]).toEqual([
    'twice',
    'twice',
    'once',
    'first',
  ])
})

test('replies with functions, generators, objects, sequences, parts and errors', async () => {
  const llm = createSimulation()
  llm.when('function').reply((request, { call }) => `${request.messages.length} ${call}`)
  llm.when('generator').reply(async function* () {
    yield 'one '
    yield 'two'
  })
  llm.when('object').reply({ answer: 42 })
  llm.when('sequence').inSequence('a', 'b')
  llm.when('thinking').think('Hm.').reply('done')
  llm.when('failing').fail('overloaded')
  expect(await ask(llm, 'function')).toBe('1 0')
  expect(await ask(llm, 'generator')).toBe('one two')
  expect(await ask(llm, 'object')).toBe('{"answer":42}')
  expect([await ask(llm, 'sequence'), await ask(llm, 'sequence'), await ask(llm, 'sequence')]).toEqual(['a', 'b', 'b'])
  expect(await ask(llm, 'thinking')).toBe('done')
  await expect(ask(llm, 'failing')).rejects.toThrow(/503/)
})

test('rules of the options survive a reset, others do not; everything else starts anew', async () => {
  const llm = createSimulation({ rules: [new Rule('kept').once().reply('kept')], clock: createManualClock() })
  llm.when('gone').reply('gone')
  expect([await ask(llm, 'kept'), await ask(llm, 'gone')]).toEqual(['kept', 'gone'])
  const before = await ask(llm, 'free')
  llm.provider('openai').failNext(5)
  llm.reset()
  expect(llm.exchanges).toHaveLength(0)
  expect(llm.usage()).toMatchObject({ exchanges: 0, costUsd: 0, byProvider: {} })
  expect(await ask(llm, 'kept')).toBe('kept')
  expect(await ask(llm, 'gone')).not.toBe('gone')
  expect(await ask(llm, 'free')).toBe(before)
})

test('a reset ends what is under way', async () => {
  const clock = createManualClock()
  const llm = createSimulation({ clock, latencyMs: 1000 })
  const pending = ask(llm, 'hello')
  await clock.advance(10)
  llm.reset()
  await expect(pending).rejects.toThrow()
})

test('strict explains, rule by rule, why nothing answered', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const llm = createSimulation({ strict: true })
  llm.when({ prompt: 'weather', model: 'gpt-5' }).reply('x')
  llm.when('hello').once().reply('y')
  await ask(llm, 'hello')
  const failure = await llm
    .fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer k' },
      body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hello weather' }] }),
    })
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(UsageError)
  expect(String(failure)).toMatch(
    /rule 1, when\(.*\): model does not contain "gpt-5"\n {2}rule 2, when\(.*\): it has answered 1 of 1 times/,
  )
})

test('the journal keeps the newest exchanges, the sums keep all', async () => {
  const llm = createSimulation({ journalSize: 10 })
  for (let index = 0; index < 200; index++) await ask(llm, `#${index}`)
  expect(llm.exchanges.map((exchange) => exchange.prompt)).toEqual(
    Array.from({ length: 10 }, (_, index) => `#${190 + index}`),
  )
  expect(llm.usage().exchanges).toBe(200)
  expect(llm.usage().byProvider['openai']!.exchanges).toBe(200)
})

test('special tokens in a user’s text are ordinary text', async () => {
  expect(await ask(createSimulation(), '<|endoftext|> and <|im_start|>')).toMatch(/\w/)
})
