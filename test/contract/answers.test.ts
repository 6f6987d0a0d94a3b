import { describe, expect, test } from 'vitest'
import { createSimulation, providers } from '../../handlers/index.ts'
import { answerTo, send } from './ask.ts'
import { needs, type Trait } from './driver.ts'
import { drivers } from './drivers.ts'

const weather = {
  name: 'get_weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
}

test('every provider is driven, and whatever it lacks has a reason', () => {
  expect([...new Set(drivers.map(({ provider }) => provider))].toSorted()).toEqual(Object.keys(providers).toSorted())
  const reasons = drivers.flatMap(({ without }) => Object.values(without ?? {}))
  expect(reasons.filter((reason) => reason.split(' ').length < 3)).toEqual([])
})

describe.each(drivers)('$provider', (driver) => {
  describe.each([
    ['unary', false],
    ['streamed', true],
  ] as const)('%s', (_, stream) => {
    const medium: readonly Trait[] = stream ? ['streams'] : []

    test('answers text without set-up, and wire, journal and usage agree', async ({ skip }) => {
      needs(driver, skip, ...medium, 'text')
      const llm = createSimulation()
      const answer = await answerTo(llm, driver, {}, stream)
      const [exchange] = llm.exchanges
      expect(answer.text.length).toBeGreaterThan(20)
      expect(answer.finish).toBe(driver.finish.stop)
      expect(exchange).toMatchObject({ provider: driver.provider, status: 200, state: 'complete', text: answer.text })
      expect(exchange!.usage).toMatchObject({ inputTokens: answer.inputTokens, outputTokens: answer.outputTokens })
      expect(llm.usage()).toMatchObject({ exchanges: 1, outputTokens: answer.outputTokens })
      if (driver.without?.prices) expect(llm.usage().costUsd).toBe(0)
      else expect(llm.usage().costUsd).toBeGreaterThan(0)
    })

    test('gives the same bytes for the same seed and others for another', async ({ skip }) => {
      needs(driver, skip, ...medium, 'seeds')
      const bytes = async (seed: number) => {
        const llm = createSimulation({ seed, clock: 'manual' })
        return (await send(llm, driver, {}, stream)).text()
      }
      expect(await bytes(1)).toBe(await bytes(1))
      expect(await bytes(1)).not.toBe(await bytes(2))
    })

    test('calls the tool that the prompt asks for with arguments out of the prompt', async ({ skip }) => {
      needs(driver, skip, ...medium, 'text', 'tools')
      const ask = { prompt: 'What is the weather in Lisbon?', tools: [weather] }
      const answer = await answerTo(createSimulation(), driver, ask, stream)
      expect(answer.finish).toBe(driver.finish.tools)
      expect(answer.toolCalls).toMatchObject([{ name: 'get_weather', arguments: { city: 'Lisbon' } }])
    })

    test('answers from the result of the tool and ends', async ({ skip }) => {
      needs(driver, skip, ...medium, 'text', 'tools')
      const toolResult = { name: 'get_weather', arguments: { city: 'Lisbon' }, result: '21 degrees and sunny' }
      const ask = { prompt: 'What is the weather in Lisbon?', tools: [weather], toolResult }
      const answer = await answerTo(createSimulation(), driver, ask, stream)
      expect(answer).toMatchObject({ toolCalls: [], finish: driver.finish.stop })
      expect(answer.text).toContain('21 degrees')
    })

    test('obeys the tool choice', async ({ skip }) => {
      needs(driver, skip, ...medium, 'text', 'tools', 'toolChoice')
      const none = { prompt: 'What is the weather in Lisbon?', tools: [weather], toolChoice: 'none' } as const
      const required = { prompt: 'Sing a song.', tools: [weather], toolChoice: 'required' } as const
      expect((await answerTo(createSimulation(), driver, none, stream)).toolCalls).toHaveLength(0)
      expect((await answerTo(createSimulation(), driver, required, stream)).toolCalls).toHaveLength(1)
    })

    test('gives parallel calls ids of their own', async ({ skip }) => {
      needs(driver, skip, ...medium, 'text', 'tools')
      const llm = createSimulation()
      llm.when('weather').callTool('get_weather', { city: 'Oslo' }).callTool('get_weather', { city: 'Rome' })
      const answer = await answerTo(llm, driver, { prompt: 'weather twice', tools: [weather] }, stream)
      expect(answer.toolCalls.map((call) => call.arguments)).toEqual([{ city: 'Oslo' }, { city: 'Rome' }])
      expect(new Set(answer.toolCalls.map((call) => call.id)).size).toBe(2)
    })

    test('cuts at the token limit', async ({ skip }) => {
      needs(driver, skip, ...medium, 'text')
      const llm = createSimulation()
      const maxTokens = Math.max(5, driver.leastTokens ?? 1)
      llm.when('count').reply(`one two${' more'.repeat(maxTokens)} seven eight nine ten eleven twelve`)
      const answer = await answerTo(llm, driver, { prompt: 'count', maxTokens }, stream)
      expect(answer.finish).toBe(driver.finish.length)
      expect(answer.outputTokens).toBe(maxTokens)
      expect(answer.text).toMatch(/^one two/)
      expect(answer.text).not.toContain('seven')
    })

    test('ends before a stop sequence', async ({ skip }) => {
      needs(driver, skip, ...medium, 'text', 'stop')
      const llm = createSimulation()
      llm.when('count').reply('alpha beta STOP gamma')
      const answer = await answerTo(llm, driver, { prompt: 'count', stop: ['STOP', 'never'] }, stream)
      expect(answer).toMatchObject({ text: 'alpha beta ', finish: driver.finish.stopSequence })
    })

    test('sends any text whole: emoji, CJK, quotes, line ends and an empty one', async ({ skip }) => {
      needs(driver, skip, ...medium, 'text')
      for (const text of [
        '',
        'a "quoted" line\nand \\ another\t👩‍👩‍👧‍👦 漢字 é',
        '\u2028 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿 end',
        'data: [DONE]\n\nevent: x',
      ]) {
        const llm = createSimulation()
        llm.when('say').reply(text)
        expect((await answerTo(llm, driver, { prompt: 'say it' }, stream)).text).toBe(text)
      }
    })
  })

  test('streams what it answers unary, for text and for tools', async ({ skip }) => {
    needs(driver, skip, 'text', 'streams')
    for (const ask of [
      {},
      ...(driver.without?.tools ? [] : [{ prompt: 'What is the weather in Lisbon?', tools: [weather] }]),
      { maxTokens: Math.max(9, driver.leastTokens ?? 1) },
    ]) {
      const unary = await answerTo(createSimulation(), driver, ask, false)
      expect(await answerTo(createSimulation(), driver, ask, true)).toEqual(unary)
    }
  })

  test('ends a stream with its terminator and says what it is', async ({ skip }) => {
    needs(driver, skip, 'streams')
    const response = await send(createSimulation(), driver, {}, true)
    expect(response.headers.get('content-type')).toBe(driver.contentType)
    expect(driver.isTerminated(await response.text())).toBe(true)
  })

  test('counts input as it grows', async () => {
    const short = await answerTo(createSimulation(), driver, { prompt: 'hi' })
    const long = await answerTo(createSimulation(), driver, { prompt: 'hi '.repeat(1000) })
    expect(long.inputTokens - short.inputTokens).toBeGreaterThan(900)
  })
})
