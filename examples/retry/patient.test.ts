// #region
import { createManualClock } from 'msw-llm'
import { setupLlm } from 'msw-llm/vitest'
import OpenAI from 'openai'
import { expect, test, vi } from 'vitest'
import { tell } from './patient.ts'

const clock = createManualClock() // stands still until a test moves it
const llm = setupLlm({ seed: 7, clock })
const sleep = vi.fn((ms: number) => clock.sleep(ms))
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000 })
const statuses = () => llm.exchanges.map(({ status }) => status)

test('waits as long as the provider says, and not a millisecond less', async () => {
  llm.when('sea').reply('Deep.')
  llm.provider('anthropic').failNext(1, { kind: 'rate_limit', retryAfterMs: 20_000 })
  const answer = tell('How deep is the sea?', sleep)

  await until(() => expect(sleep).toHaveBeenLastCalledWith(20_000)) // refused, and now waiting
  await clock.advance(19_999)
  expect(statuses()).toEqual([429])
  await clock.advance(1)
  expect(await answer).toBe('Deep.')
  expect(statuses()).toEqual([429, 200])
})
// #endregion

test('a real limit', async () => {
  // #region
  llm.configure({ limits: { anthropic: { requestsPerMinute: 1 } } })
  await tell('One.', sleep)
  const answer = tell('Two.', sleep)
  await until(() => expect(sleep).toHaveBeenLastCalledWith(60_000)) // when the next one fits
  await clock.advance(60_000)
  expect(await answer).not.toBe('')
  expect(statuses()).toEqual([200, 429, 200])
  // #endregion
})

test('overloaded', async () => {
  // #region
  llm.provider('anthropic').failNext(3, 'overloaded')
  const answer = tell('Are you there?', sleep)
  answer.catch(() => {}) // looked at below
  for (const ms of [2000, 4000]) {
    await until(() => expect(sleep).toHaveBeenLastCalledWith(ms)) // no hint from the provider: the app doubles
    await clock.advance(ms)
  }
  await expect(answer).rejects.toMatchObject({ status: 529 })
  expect(statuses()).toEqual([529, 529, 529])
  // #endregion
})

test('a stream that breaks half-way', async () => {
  // #region
  llm.when('sea').reply('Deep, and full of fish of all kinds.')
  llm.provider('anthropic').cutStreamAfter({ share: 0.5 }) // or ({ tokens: 3 }, 'socket'): the connection is lost
  const answer = tell('How deep is the sea?', sleep)
  await until(() => expect(sleep).toHaveBeenLastCalledWith(2000))
  await clock.advance(2000)
  expect(await answer).toBe('Deep, and full of fish of all kinds.')
  expect(llm.exchanges.map(({ state }) => state)).toEqual(['cut', 'complete'])
  expect(llm.exchanges[0]!.usage.outputTokens).toBeLessThan(llm.exchanges[1]!.usage.outputTokens) // billed to the break
  // #endregion
})

test('the retries of the SDK', async () => {
  // #region
  const hint = { 'retry-after-ms': '1', 'retry-after': '0' } // the SDK waits in real time, so let it be short
  llm.provider('openai').failNext(2, { kind: 'rate_limit', headers: hint })
  await new OpenAI({ apiKey: 'any' }).models.list()
  expect(llm).toHaveRetried(2)
  // #endregion
})
