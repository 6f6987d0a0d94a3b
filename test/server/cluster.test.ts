import { execFileSync } from 'node:child_process'
import OpenAI, { toFile } from 'openai'
import { expect, test } from 'vitest'
import { chat, control } from './start.ts'
import { useCli } from './use-cli.ts'

/** Machines under load take their time. */
const soon = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 })

const { start, serve, file } = useCli()
const cluster = (...words: readonly string[]) => serve('--cluster', '2', ...words)

/** Each request on a connection of its own, which the processes take in turn. */
async function ask(url: string, prompt: string, more: object = {}, headers: Record<string, string> = {}) {
  const path = `${url}/openai/v1/chat/completions`
  const response = await fetch(path, chat(prompt, more, { connection: 'close', ...headers }))
  const body = await response.json()
  return response.ok ? (body.choices[0].message.content as string) : response.status
}

const json = async (url: string, path: string) => (await fetch(`${url}/__llm${path}`)).json()

/** Which processes answered: 0 is the primary, workers by number. */
async function answeredBy(url: string): Promise<readonly number[]> {
  const { exchanges } = await json(url, '/journal')
  return exchanges.map(({ id }: { id: string }) => Number(id.split('.')[1] ?? 0))
}

test('answers as one process does, whichever answers: equal requests, all kinds, in one order', async () => {
  const [one, many] = [await serve('--seed', '5'), await cluster('--seed', '5')]
  const asked = async (url: string) => {
    const texts: unknown[] = []
    // A request that names an id is another one in each: ids begin with the time.
    await control(url, '/rules', { when: 'Who?', reply: 'Ann.' })
    for (let index = 0; index < 12; index++) texts.push(await ask(url, ['The sea?', 'The lake?'][index % 2]!))
    const openai = new OpenAI({ apiKey: 'any', baseURL: `${url}/openai/v1` })
    const messages = [{ role: 'user' as const, content: 'The sea?' }]
    for (let index = 0; index < 3; index++) {
      const chunks = []
      for await (const chunk of await openai.chat.completions.create({ model: 'gpt-4o', messages, stream: true }))
        chunks.push(chunk.choices[0]?.delta.content ?? '', chunk.id.slice(-20))
      texts.push(chunks)
    }
    // Stored for the next: the same process must answer.
    const first = await openai.responses.create({ model: 'gpt-4o', input: 'I am Ann.' })
    const next = await openai.responses.create({ model: 'gpt-4o', input: 'Who?', previous_response_id: first.id })
    texts.push(next.output_text, next.usage, (await openai.responses.retrieve(first.id)).output_text)
    const uploaded = await openai.files.create({ file: await toFile(new Blob(['{}']), 'a.jsonl'), purpose: 'batch' })
    texts.push(await (await openai.files.content(uploaded.id)).text())
    // A long prompt is cached for the next.
    const long = { role: 'user' as const, content: 'The tide comes in twice a day. '.repeat(400) }
    for (let index = 0; index < 3; index++) {
      const { usage } = await openai.chat.completions.create({ model: 'gpt-4o', messages: [long] })
      texts.push(usage)
    }
    const embedded = await openai.embeddings.create({ model: 'text-embedding-3-small', input: 'sea' })
    texts.push(embedded.data[0]!.embedding.slice(0, 4))
    return texts
  }
  const [expected, got] = [await asked(one.url), await asked(many.url)]
  expect(got).toEqual(expected)
  expect(new Set(got.slice(0, 12)).size).toBeGreaterThan(6)
  const by = await answeredBy(many.url)
  expect(new Set(by.slice(0, 12))).toEqual(new Set([1, 2]))
  expect(by.at(-1)).not.toBe(0)
  const sums = async (url: string) => json(url, '/usage')
  const { costUsd, byProvider, byModel, ...totals } = await sums(many.url)
  const { costUsd: usd, byProvider: _, byModel: models, ...expectedTotals } = await sums(one.url)
  expect(totals).toEqual(expectedTotals)
  expect([byProvider.openai.costUsd, costUsd]).toEqual([expect.closeTo(usd, 12), expect.closeTo(usd, 12)])
  expect(Object.keys(byModel).toSorted()).toEqual(Object.keys(models).toSorted())
  expect(await (await fetch(`${many.url}/health`)).json()).toMatchObject({ exchanges: by.length, workers: 2 })
})

test('rules, faults, settings, scopes, reset reach every process; what is counted, one', async () => {
  const { url } = await cluster()
  const answers = async (prompt: string, count = 6, headers = {}) => {
    const all = []
    for (let index = 0; index < count; index++) all.push(await ask(url, prompt, {}, headers))
    return all
  }
  await control(url, '/rules', { when: 'sea', reply: 'Deep.' })
  expect(await answers('sea')).toEqual(Array.from({ length: 6 }, () => 'Deep.'))
  expect(new Set(await answeredBy(url))).toEqual(new Set([1, 2]))

  await control(url, '/faults', { kind: 'overloaded', next: 2 })
  expect(await answers('sea', 4)).toEqual([503, 503, 'Deep.', 'Deep.'])
  expect((await json(url, '/faults')).faults).toMatchObject([{ id: 'fault_1', struck: 2 }])
  // When it has struck, all answer again.
  await soon(async () => [await ask(url, 'sea'), (await answeredBy(url)).at(-1)]).toEqual([
    'Deep.',
    expect.toSatisfy((by) => by > 0),
  ])

  const { ids } = await (await control(url, '/faults', { kind: 'server_error', when: 'lake' })).json()
  expect(new Set(await answers('lake'))).toEqual(new Set([500]))
  expect((await json(url, '/faults')).faults.at(-1)).toMatchObject({ id: ids[0], struck: 6 })
  await fetch(`${url}/__llm/faults?id=${ids[0]}`, { method: 'DELETE' })
  expect(new Set(await answers('lake'))).not.toContain(500)

  await control(url, '/settings', { errorRate: 1 })
  expect(await answers('pond')).toEqual(Array.from({ length: 6 }, () => expect.any(Number)))
  await control(url, '/settings', { errorRate: 0 })

  const { headers } = await (await control(url, '/scopes', {})).json()
  await control(url, '/rules', { when: 'sea', reply: 'Mine.' }, headers)
  expect(new Set(await answers('sea', 4, headers))).toEqual(new Set(['Mine.']))
  expect(new Set(await answers('sea', 4))).toEqual(new Set(['Deep.']))

  await control(url, '/rules', { when: 'river', inSequence: ['Long.', 'Wide.', 'Over.'] })
  expect(await answers('river', 4)).toEqual(['Long.', 'Wide.', 'Over.', 'Over.'])
  await control(url, '/reset', undefined)
  expect((await json(url, '/journal')).exchanges).toEqual([])
  const anew = await answers('river')
  expect(new Set(await answeredBy(url))).toEqual(new Set([1, 2]))
  await control(url, '/reset', undefined)
  expect(await answers('river')).toEqual(anew)
  await control(url, '/settings', { limits: { openai: { requestsPerMinute: 3 } } })
  expect(await answers('sea', 5)).toEqual([expect.any(String), expect.any(String), expect.any(String), 429, 429])
  expect((await control(url, '/rules', { when: 'sea' })).status).toBe(400)
})

test('limits, a budget and counted rules of the configuration are counted once for all', async () => {
  const config = file(
    'counted.json',
    JSON.stringify({
      options: { limits: { openai: { requestsPerMinute: 4 } } },
      rules: [{ when: 'sea', inSequence: ['One.', 'Two.', 'Three.'] }],
    }),
  )
  const { url } = await cluster('--config', config)
  const all = []
  for (let index = 0; index < 6; index++) all.push(await ask(url, 'sea'))
  expect(all).toEqual(['One.', 'Two.', 'Three.', 'Three.', 429, 429])
  expect(new Set(await answeredBy(url))).toEqual(new Set([0]))
})

test('a worker that dies is replaced by one that knows the rules; counting goes on', async () => {
  const { url, output, says, child } = await cluster('--seed', '5')
  const alone = await serve('--seed', '5')
  await control(url, '/rules', { when: 'sea', reply: 'Deep.' })
  const texts = [await ask(url, 'lake'), await ask(url, 'lake')]
  const [victim] = execFileSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' })
    .trim()
    .split('\n')
  process.kill(Number(victim), 'SIGKILL')
  await says(/Worker \d ended with code/)
  await soon(async () => (await (await fetch(`${url}/health`)).json()).workers).toBe(2)
  for (let index = 0; index < 6; index++) expect(await ask(url, 'sea')).toBe('Deep.')
  for (let index = 0; index < 4; index++) texts.push(await ask(url, 'lake'))
  const expected = []
  for (let index = 0; index < 6; index++) expected.push(await ask(alone.url, 'lake'))
  expect(texts).toEqual(expected)
  expect(output()).not.toMatch(/^ +at /m)
})

test('tells panels of all processes, and steers the stream of each', async () => {
  const { url } = await cluster()
  await control(url, '/rules', { reply: 'The sea is deep.' })
  const events = await fetch(`${url}/__llm/events`)
  const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader()
  let told = ''
  const seen = async (pattern: RegExp) => {
    while (!pattern.test(told)) {
      const { value, done } = await reader.read()
      if (done) throw new Error(`The events ended before ${pattern}: ${told}`)
      told += value
    }
  }
  await control(url, '/streams', { action: 'pause' })
  const answers = Array.from({ length: 4 }, async () => {
    const init = chat('sea', { stream: true }, { connection: 'close' })
    return (await fetch(`${url}/openai/v1/chat/completions`, init)).text()
  })
  await seen(/"ex_\d\.1".*"streaming"/s)
  await seen(/"ex_\d\.2".*"streaming"/s)
  await soon(async () => (await answeredBy(url)).length).toBe(4)
  const { exchanges } = await json(url, '/journal')
  for (const { id } of exchanges) await control(url, '/streams', { action: 'resume', exchange: id })
  for (const text of await Promise.all(answers)) expect(text).toContain('[DONE]')
  await seen(/"event":"end","id":"ex_\d\.1"/)
  await seen(/"event":"end","id":"ex_\d\.2"/)
  expect(await (await fetch(url)).text()).toMatch(/4 exchanges.*ex_\d\.[12] openai\.chat/s)
  await reader.cancel()
})

test('ends when it is told to, once streams have ended', async () => {
  const config = file(
    'paced-cluster.json',
    JSON.stringify({
      rules: [{ reply: 'word '.repeat(12).trim() }],
      options: { latency: { ttftMs: 50, ttftSigma: 0, tokensPerSecond: 40, speedSigma: 0 } },
    }),
  )
  const { url, child, exited } = await cluster('--config', config)
  const events = await fetch(`${url}/__llm/events`)
  const response = await fetch(`${url}/openai/v1/chat/completions`, chat('sea', { stream: true }))
  child.kill('SIGTERM')
  expect(await response.text()).toMatch(/data: \[DONE\]\n\n$/)
  await events.text()
  expect(await exited).toBe(0)
})

test('a lost connection is lost through the other process, too', async () => {
  const { url } = await cluster()
  await control(url, '/faults', { how: 'socket', next: 1 })
  await expect(ask(url, 'sea')).rejects.toThrow('fetch failed')
  expect(await ask(url, 'sea')).toEqual(expect.any(String))
})

test.each<[readonly string[], string]>([
  [['--cluster', 'x'], '--cluster takes a number, not "x"'],
  [['--cluster', '0'], 'a whole number from 1 to 256'],
  [['--cluster', '2', '--host', '203.0.113.9'], 'no address 203.0.113.9'],
])('says what is wrong with %j and exits with 1', async (words, message) => {
  const { exited, output } = start('serve', '--port', '0', ...words)
  expect(await exited).toBe(1)
  expect(output()).toContain(message)
  expect(output()).not.toMatch(/^ +at /m)
})

test('--cluster alone takes the number of cores, and the port that is asked for', async () => {
  const { url, output, child, exited } = await serve('--cluster')
  expect(output()).toMatch(/\d+ processes answer/)
  child.kill('SIGINT')
  expect(await exited).toBe(0)
  const again = start('serve', '--cluster', '2', '--port', new URL(url).port)
  await again.says(/listens at/)
  const third = start('serve', '--cluster', '2', '--port', new URL(url).port)
  expect(await third.exited).toBe(1)
  expect(third.output()).toContain('is in use')
})
