import { readFileSync } from 'node:fs'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { Rule } from '../../src/reply/rule.ts'
import { chat, control, start } from './start.ts'

async function ask(url: string, prompt: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/openai/v1/chat/completions`, chat(prompt, {}, headers))
  const body = await response.json()
  return response.ok ? body.choices[0].message.content : response.status
}

test('takes rules: texts, patterns, sequences, tools, failures, counted', async () => {
  const { url } = await start()
  const rules = [
    { when: 'sea', reply: 'Deep.' },
    { when: { prompt: { pattern: '^river', flags: 'i' } }, inSequence: ['Long.', 'Wide.'] },
    { when: 'lake', fail: 'overloaded', times: 1 },
    { when: { prompt: 'weather' }, callTool: { name: 'get_weather', arguments: { city: 'Paris' } } },
  ]
  expect((await control(url, '/rules', rules)).status).toBe(204)
  expect(await ask(url, 'The sea?')).toBe('Deep.')
  expect([await ask(url, 'Rivers?'), await ask(url, 'Rivers?')]).toEqual(['Long.', 'Wide.'])
  expect([await ask(url, 'The lake?'), await ask(url, 'The lake?')]).toEqual([503, expect.any(String)])
  const openai = new OpenAI({ apiKey: 'any', baseURL: `${url}/openai/v1` })
  const answer = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'The weather?' }],
    tools: [{ type: 'function', function: { name: 'get_weather' } }],
  })
  expect(answer.choices[0]!.message.tool_calls).toMatchObject([
    { function: { name: 'get_weather', arguments: '{"city":"Paris"}' } },
  ])
})

test('takes faults, says how often they struck, and takes them back', async () => {
  const { url } = await start()
  const { ids } = await (
    await control(url, '/faults', ['rate_limit', { kind: 'overloaded', when: { prompt: 'sea' } }])
  ).json()
  expect([await ask(url, 'sea'), await ask(url, 'lake')]).toEqual([503, 429])
  expect(await (await fetch(`${url}/__llm/faults`)).json()).toMatchObject({
    faults: [
      { id: ids[0], struck: 1 },
      { id: ids[1], struck: 1 },
    ],
  })
  await fetch(`${url}/__llm/faults?id=${ids[1]}`, { method: 'DELETE' })
  expect(await ask(url, 'sea')).toBe(429)
  await fetch(`${url}/__llm/faults`, { method: 'DELETE' })
  expect(await ask(url, 'sea')).toEqual(expect.any(String))
})

test('shows the journal and the usage, and begins anew', async () => {
  const { url } = await start()
  await control(url, '/rules', { reply: 'Deep.' })
  await ask(url, 'sea')
  await ask(url, 'lake')
  const { exchanges } = await (await fetch(`${url}/__llm/journal?after=ex_1`)).json()
  expect(exchanges).toMatchObject([{ id: 'ex_2', provider: 'openai', prompt: 'lake', answer: { text: 'Deep.' } }])
  expect(await (await fetch(`${url}/__llm/usage`)).json()).toMatchObject({ exchanges: 2, byProvider: { openai: {} } })
  expect((await control(url, '/reset', undefined)).status).toBe(204)
  expect((await (await fetch(`${url}/__llm/journal`)).json()).exchanges).toEqual([])
  expect(await ask(url, 'sea')).not.toBe('Deep.')
})

test('moves a manual clock', async () => {
  const { url, llm } = await start({ clock: 'manual', latencyMs: 500 })
  const decided = new Promise<unknown>((resolve) => llm.on('exchange', resolve))
  const answer = ask(url, 'sea')
  await decided
  const before = (await (await fetch(`${url}/__llm/clock`)).json()).nowMs
  expect(await (await control(url, '/clock', { advanceMs: 500 })).json()).toEqual({ nowMs: before + 500 })
  expect(await answer).toEqual(expect.any(String))
})

test('changes settings until a reset; no latency is null, a function is "given"', async () => {
  const { url, llm } = await start({ latency: () => 1 })
  const settings = async () => (await fetch(`${url}/__llm/settings`)).json()
  expect(await settings()).toEqual({ seed: 0, latency: 'given', timeScale: 1, errorRate: 0, limits: {} })
  expect(await (await control(url, '/settings', { latency: null, errorRate: 1 })).json()).toMatchObject({
    errorRate: 1,
  })
  expect(llm.settings.latency).toBeUndefined()
  expect(await ask(url, 'sea')).toEqual(expect.any(Number))
  await control(url, '/settings', { latency: 'given' })
  expect(llm.settings.latency).toEqual(expect.any(Function))
  await control(url, '/reset', undefined)
  expect(await settings()).toMatchObject({ latency: 'given', errorRate: 0 })
})

test('pauses, steps and resumes streams', async () => {
  const { url, llm } = await start({ rules: [new Rule({}).reply('Deep water.')] })
  expect(await (await control(url, '/streams', { action: 'pause' })).json()).toEqual({ isPaused: true })
  const begun = new Promise<unknown>((resolve) => llm.on('stream', resolve))
  const asked = fetch(`${url}/openai/v1/chat/completions`, chat('sea', { stream: true }))
  await begun
  await control(url, '/streams', { action: 'step' })
  const reader = (await asked).body!.getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toMatch(/"role":"assistant"/)
  await control(url, '/streams', { action: 'resume', exchange: 'ex_1' })
  let rest = ''
  for (let step = await reader.read(); !step.done; step = await reader.read())
    rest += new TextDecoder().decode(step.value)
  expect(rest).toMatch(/Deep.*\[DONE\]/s)
  expect(await (await fetch(`${url}/__llm/streams`)).json()).toEqual({ isPaused: true })
})

test('keeps tests apart by header and by key, at the same time', async () => {
  const { url } = await start()
  const scopes = await Promise.all(['one', 'two'].map(async (name) => (await control(url, '/scopes', { name })).json()))
  await Promise.all(
    scopes.map(({ name, headers }) => control(url, '/rules', { when: 'sea', reply: `from ${name}` }, headers)),
  )
  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const { name, headers, apiKey } = scopes[index % 2]
      const own = index % 4 < 2 ? headers : { authorization: `Bearer ${apiKey}` }
      return [`from ${name}`, await ask(url, 'sea', own)]
    }),
  )
  for (const [expected, answer] of answers) expect(answer).toBe(expected)
  expect(await ask(url, 'sea')).not.toMatch(/^from/)
  const { exchanges } = await (await fetch(`${url}/__llm/journal?scope=one`)).json()
  expect(exchanges).toHaveLength(10)
  await control(url, '/reset?scope=one', undefined)
  expect(await ask(url, 'sea', scopes[0].headers)).not.toMatch(/^from/)
  expect(await ask(url, 'sea', scopes[1].headers)).toBe('from two')
})

test.each([
  ['/rules', { when: 'sea' }, 'A rule needs one of reply, inSequence'],
  ['/rules', { when: 'sea', replay: 'x' }, 'A rule has no "replay"'],
  ['/rules', { reply: 'x', fail: 'auth' }, 'one answer, not reply and fail'],
  ['/rules', { when: { prompt: { pattern: '(' } }, reply: 'x' }, 'no regular expression'],
  [
    '/rules',
    { when: { promt: 'sea' }, reply: 'x' },
    'A match has no condition "promt". Did you mean "prompt"? It has: text, prompt',
  ],
  ['/rules', 'sea', 'A rule is an object'],
  ['/faults', 'overload', "no error kind 'overload'"],
  ['/faults', { how: 'stall', when: { match: 'sea' } }, 'A match has no condition "match"'],
  ['/faults', { how: 'socket', after: { tokens: 4 } }, 'A fault has no "after". It has: how, at'],
  ['/faults', 7, 'A fault is a kind or an object'],
  ['/settings', { sed: 1 }, 'no setting "sed"'],
  ['/settings', [], 'Settings are an object'],
  ['/settings', { latency: 'slow' }, 'latency'],
  ['/streams', { action: 'halt' }, 'Streams take'],
  ['/clock', { advanceMs: -1 }, 'milliseconds from 0'],
  ['/clock', { advanceMs: 5 }, "clock: 'manual'"],
  ['/rules?scope=a%20b', { reply: 'x' }, "A scope's name"],
])('refuses what %s cannot take: %j', async (path, json, words) => {
  const { url } = await start()
  const response = await control(url, path, json)
  expect(response.status).toBe(400)
  expect((await response.json()).error.message).toContain(words)
  expect(await ask(url, 'sea')).toEqual(expect.any(String))
})

test('refuses bodies that are no JSON and unknown paths with what there is', async () => {
  const { url } = await start()
  const broken = await fetch(`${url}/__llm/rules`, { method: 'POST', body: '{' })
  expect([broken.status, (await broken.json()).error.message]).toEqual([400, expect.stringContaining('no JSON')])
  const unknown = await fetch(`${url}/__llm/rulez`)
  expect([unknown.status, (await unknown.json()).error.message]).toEqual([
    404,
    expect.stringContaining('POST /__llm/rules'),
  ])
})

test('answers the curl lines of the README as it says there', async () => {
  const { url } = await start()
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replaceAll('\\\n', '')
  const said = []
  for (const [, path, rest] of readme.matchAll(/^curl http:\/\/127\.0\.0\.1:4010(\S+)(.*)$/gm)) {
    const body = /--json '(.*?)'/.exec(rest!)?.[1]
    const headers = {
      ...(rest!.includes('-H') ? { authorization: 'Bearer any' } : {}),
      'content-type': 'application/json',
    }
    const response = await fetch(url + path, body === undefined ? { headers } : { method: 'POST', headers, body })
    said.push({ words: /# (.*)$/.exec(rest!)![1], response: `${response.status} ${await response.text()}` })
  }
  const [rule, fault, models, answer] = said
  expect(said).toHaveLength(4)
  expect(rule).toEqual({ words: '204', response: '204 ' })
  expect(fault!.response).toBe(`200 ${fault!.words}`)
  expect(models).toEqual({ words: '503, once', response: expect.stringMatching(/^503 /) })
  expect(answer).toEqual({ words: 'Deep.', response: expect.stringContaining('"content": "Deep."') })
})
