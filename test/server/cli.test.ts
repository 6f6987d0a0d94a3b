import { expect, test } from 'vitest'
import { chat } from './start.ts'
import { useCli } from './use-cli.ts'

const { start, serve, file } = useCli()

const ask = async (url: string, prompt: string, more: object = {}) => {
  const response = await fetch(`${url}/openai/v1/chat/completions`, chat(prompt, more))
  return (await response.json()).choices[0].message.content
}

test('serves, says what SDKs need, and ends with exit code 0 when it is told to', async () => {
  const { url, output, child, exited, says } = await serve()
  await says(/Control API/)
  expect(output()).toContain(`export OPENAI_BASE_URL=${url}/openai/v1\n`)
  expect(output()).toContain(`export ANTHROPIC_BASE_URL=${url}/anthropic\n`)
  expect(await ask(url, 'sea')).toEqual(expect.any(String))
  child.kill('SIGTERM')
  expect(await exited).toBe(0)
})

test('lets open streams end before it stops', async () => {
  const config = file(
    'paced.json',
    JSON.stringify({
      rules: [{ reply: 'word '.repeat(12).trim() }],
      options: { latency: { ttftMs: 50, ttftSigma: 0, tokensPerSecond: 40, speedSigma: 0 } },
    }),
  )
  const { url, child, exited } = await serve('--config', config)
  const response = await fetch(`${url}/openai/v1/chat/completions`, chat('sea', { stream: true }))
  child.kill('SIGTERM')
  expect(await response.text()).toMatch(/data: \[DONE\]\n\n$/)
  expect(await exited).toBe(0)
})

test('reads rules, faults and options from JSON and from a module', async () => {
  const json = file(
    'llm.json',
    JSON.stringify({
      options: { seed: 3 },
      rules: [{ when: 'sea', reply: 'Deep.' }],
      faults: [{ kind: 'overloaded', when: { prompt: 'lake' } }],
    }),
  )
  const first = await serve('-c', json)
  expect(await ask(first.url, 'sea')).toBe('Deep.')
  expect((await fetch(`${first.url}/openai/v1/chat/completions`, chat('lake'))).status).toBe(503)
  await fetch(`${first.url}/__llm/reset`, { method: 'POST' })
  expect(await ask(first.url, 'sea')).toBe('Deep.')

  const module = file(
    'llm.mjs',
    "export default { setUp: (llm) => void llm.when('sea').reply(({ model }) => `Deep, says ${model}.`) }",
  )
  const second = await serve('-c', module, '--providers', 'openai,anthropic')
  expect(await ask(second.url, 'sea')).toBe('Deep, says gpt-4o.')
  expect((await (await fetch(`${second.url}/health`)).json()).providers).toEqual(['openai', 'anthropic'])
})

test('answers alike at each start, and otherwise with another seed', async () => {
  const texts = []
  for (const words of [[], [], ['--seed', '8']])
    texts.push(await ask((await serve(...words)).url, 'Tell me about tides.'))
  expect(texts[1]).toBe(texts[0])
  expect(texts[2]).not.toBe(texts[0])
})

test.each([[[]], [['--help']], [['-h']], [['help']], [['serve', '--help']]])('shows the help for %j', async (words) => {
  const { exited, output } = start(...words)
  expect(await exited).toBe(0)
  expect(output()).toMatch(/^Usage: msw-llm serve \[options\]\n[\s\S]*--port <number>/)
})

test.each<[readonly string[], string]>([
  [['serv'], 'There is no command "serv". Did you mean "serve"?\n\nUsage: msw-llm serve'],
  [['launch'], 'There is no command "launch".\n\nUsage: msw-llm serve'],
  [['--port', '1'], 'Which command? Options come after it: msw-llm serve --port 4010.\n\nUsage: msw-llm serve'],
  [['serve', '4010'], 'serve takes options alone, not "4010".\n\nUsage: msw-llm serve'],
  [['serve', '--prot', '1'], "Unknown option '--prot'"],
  [['serve', '--port', 'x'], '--port takes a number, not "x"'],
  [['serve', '--port', '70000'], 'port takes a whole number from 0 to 65535'],
  [['serve', '--host', '203.0.113.9', '--port', '0'], 'no address 203.0.113.9'],
  [['serve', '--providers', 'opnai'], 'opnai'],
  [['serve', '--latency', 'slow'], '--latency takes a number'],
  [['serve', '--clock', 'sundial'], 'clock must be one of'],
  [['serve', '--config', 'nowhere.json'], 'nowhere.json cannot be read: ENOENT'],
])('says what is wrong with %j and exits with 1', async (words, message) => {
  const { exited, output } = start(...words)
  expect(await exited).toBe(1)
  expect(output()).toContain(message)
  expect(output()).not.toMatch(/^ +at /m)
})

test.each([
  ['broken.json', '{', 'broken.json cannot be read'],
  ['list.json', '[]', 'must hold an object with any of options, rules'],
  ['unknown.json', '{"rule":[]}', 'has "rule". Known: options, rules, faults'],
  ['option.json', '{"options":{"sed":1}}', 'no option "sed"'],
  ['rule.json', '{"rules":[{"when":"sea"}]}', 'A rule needs one of'],
  ['fault.json', '{"faults":["overload"]}', "no error kind 'overload'"],
  ['thrown.mjs', 'throw new Error("no luck")', 'cannot be read: no luck'],
  ['empty.mjs', 'export const rules = []', 'must hold an object'],
])('says what is wrong with the configuration %s', async (name, text, message) => {
  const { exited, output } = start('serve', '--port', '0', '--config', file(name, text))
  expect(await exited).toBe(1)
  expect(output()).toContain(message)
  expect(output()).not.toMatch(/^ +at /m)
})

test('says that a port is in use', async () => {
  const { url } = await serve()
  const { exited, output } = start('serve', '--port', new URL(url).port)
  expect(await exited).toBe(1)
  expect(output()).toContain(`Port ${new URL(url).port} of 127.0.0.1 is in use`)
})
