// #region
import { readFileSync } from 'node:fs'
import { createSimulation, replayFrom } from 'msw-llm'
import { setupLlm } from 'msw-llm/vitest'
import { expect, test } from 'vitest'
import { chat, chatAboutWeather } from '../app/chat.js'

const fixtures = JSON.parse(readFileSync(new URL('fixtures.json', import.meta.url), 'utf8'))
const llm = setupLlm({ rules: replayFrom(fixtures) })

test('says how deep the sea is', async () => {
  expect(await chat('How deep is the sea?')).toBe('Deep.')
  llm.when('moon').reply('Far.')
  expect(await chat('How far is the moon?')).toBe('Far.')
})

test('looks the weather up', async () => {
  expect(await chatAboutWeather('How is the weather?', () => 'sunny')).toBe('Take a hat.')
})
// #endregion

test('nothing matches', async () => {
  // #region
  const strict = createSimulation({ rules: replayFrom(fixtures), strict: true })
  llm.server.use(...strict.handlers)
  await expect(chat('Who are you?')).rejects.toThrow(/rule/)
  // #endregion
})

test('what a fixture cannot say', async () => {
  // #region
  const image = {
    fixtures: [{ match: { userMessage: 'cat' }, response: { image: { url: 'https://a.example/cat.png' } } }],
  }
  expect(() => replayFrom(image)).toThrow('Fixture 0 answers with image, which no chat does.')
  // #endregion
})
