// #region
import { useAimock } from '@copilotkit/aimock/vitest'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { chat, chatAboutWeather } from '../app/chat.js'

const fixtures = fileURLToPath(new URL('fixtures.json', import.meta.url))
const mock = useAimock({ fixtures, port: 0 })

test('says how deep the sea is', async () => {
  expect(await chat('How deep is the sea?')).toBe('Deep.')
  mock().llm.onMessage('moon', { content: 'Far.' })
  expect(await chat('How far is the moon?')).toBe('Far.')
})

test('looks the weather up', async () => {
  expect(await chatAboutWeather('How is the weather?', () => 'sunny')).toBe('Take a hat.')
})
// #endregion
