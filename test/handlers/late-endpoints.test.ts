import { expect, test } from 'vitest'
import { chatCompletions } from '../../handlers/openai/chat-completions/index.ts'
import { operations } from '../../handlers/openai/operations.ts'
import { responsesEndpoints } from '../../handlers/openai/responses/index.ts'
import { createSimulation, defineProvider, providers } from '../../handlers/index.ts'
import { lateEndpoints, loadEndpoints } from '../../src/late-endpoint.ts'

const about = (endpoints: readonly { readonly name: string; readonly method: string; readonly path: string }[]) =>
  endpoints.map(({ name, method, path }) => `${name} ${method} ${path}`)

test.each(Object.values(providers))('$title: what loads late is what it is known as', async (card) => {
  const definition = await card.load()
  expect(about(await loadEndpoints(definition))).toEqual(about(definition.endpoints))
})

test('nothing that is loaded late is left out', async () => {
  const { endpoints } = await providers.openai.load()
  expect(about(endpoints)).toEqual(expect.arrayContaining(about([...responsesEndpoints(), ...operations()])))
})

test('a row that is not what is loaded is a mistake that names both', async () => {
  const { load } = providers.openai
  const rows = [['chat', 'POST', '/chat/answers']] as const
  const definition = { ...(await load()), endpoints: lateEndpoints(rows, async () => [chatCompletions()]) }
  await expect(loadEndpoints(definition)).rejects.toThrow(
    'What was loaded for POST /chat/answers has no endpoint "chat" there.',
  )
})

test('a load that failed is tried again with the next request', async () => {
  let attempts = 0
  const [chat] = lateEndpoints([['chat', 'POST', '/chat/completions']], async () => {
    if (++attempts === 1) throw new Error('offline')
    return [chatCompletions()]
  })
  const acme = defineProvider({
    ...(await providers.openai.load()),
    name: 'acme',
    baseUrls: ['https://api.acme.test/v1'],
    endpoints: [...(await providers.openai.load()).endpoints.slice(1), chat!],
  })
  const llm = createSimulation({ providers: [acme] })
  const ask = () =>
    llm.fetch('https://api.acme.test/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] }),
    })
  await expect(ask()).rejects.toThrow('offline')
  expect((await ask()).status).toBe(200)
  expect(attempts).toBe(2)
})
