import { describe, expect, test } from 'vitest'
import { startLab } from '../lab.ts'
import { aiSdkRows } from './ai-sdk.ts'
import { anthropicClients } from './anthropic.ts'
import { bedrockRows } from './bedrock.ts'
import { compatibleRows } from './compatible.ts'
import { coverageTable, notReached } from './coverage.ts'
import { googleClients } from './google.ts'
import { seenIn, type Seen } from './observe.ts'
import { openAiClients } from './openai.ts'
import { otherClients } from './others.ts'
import type { Row, Rows } from './rows.ts'

/**
 * Every official client, unmodified and at its default address, at every endpoint: at once and streamed.
 *
 * What they asked is written to `matrix.md`: which client was answered by which endpoint, and how. Read it there;
 * after a new endpoint has its row, `npx vitest run test/sdk/matrix -u` writes it again.
 */
const { llm } = startLab({ clock: 'virtual' })
const seen = new Map<string, readonly Seen[]>()

const clients: Readonly<Record<string, Rows>> = {
  ...openAiClients,
  'openai 7 by base URL': compatibleRows,
  ...anthropicClients,
  ...googleClients,
  '@aws-sdk/client-bedrock-runtime': bedrockRows,
  ...otherClients,
  'AI SDK 6': aiSdkRows,
}

/** Runs one half of a row; every request of it is answered by an endpoint, with success. */
async function run(client: string, half: NonNullable<Row['whole']>): Promise<unknown> {
  llm.reset()
  const got = await half((ms) => llm.clock.sleep(ms))
  const answers = llm.exchanges.filter(({ isBatched }) => !isBatched).map(seenIn)
  expect(answers.length).toBeGreaterThan(0)
  for (const { endpoint, status } of answers) expect(`${endpoint}: ${status}`).toMatch(/^[\w-]+ [A-Z]+ \/.*: 2\d\d$/)
  seen.set(client, [...(seen.get(client) ?? []), ...answers])
  return got
}

describe.each(Object.entries(clients))('%s', (client, rows) => {
  test.each(Object.entries(rows))('%s', async (_, { whole, stream }) => {
    const first = whole && (await run(client, whole))
    const second = stream && (await run(client, stream))
    expect(first ?? second).toBeTruthy()
    if (whole && stream) expect(second).toEqual(first)
  })
})

test('every endpoint of every provider is reached, at once and streamed where it streams', () => {
  expect(notReached(seen)).toEqual([])
})

test('the table beside this file says who reaches what', async () => {
  await expect(coverageTable(seen)).toMatchFileSnapshot('./matrix.md')
})
