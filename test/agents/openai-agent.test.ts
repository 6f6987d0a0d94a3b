import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { jobs, tools, type Seen } from './lab.ts'

function agent(seed: number, parallel = true) {
  const llm = createSimulation({ seed })
  const seen: Seen[] = []
  const client = new OpenAI({ apiKey: 'any-dummy-key', fetch: llm.fetch })
  const offered = Object.entries(tools).map(([name, { description, parameters, run }]) => ({
    type: 'function' as const,
    function: {
      name,
      description,
      parameters,
      parse: JSON.parse,
      function: (args: any) => {
        seen.push([name, args])
        return run(args)
      },
    },
  }))
  const ask = (prompt: string, stream: boolean) => {
    const body = {
      model: 'gpt-4o',
      messages: [{ role: 'user' as const, content: prompt }],
      tools: offered,
      parallel_tool_calls: parallel,
    }
    const runner = stream
      ? client.chat.completions.runTools({ ...body, stream: true })
      : client.chat.completions.runTools(body)
    return runner.finalContent()
  }
  return { llm, seen, ask }
}

test.each(jobs)('runTools ends by itself: $prompt', async ({ prompt, calls, answer, rounds }) => {
  for (const seed of [0, 1, 2]) {
    const { llm, seen, ask } = agent(seed)
    const text = await ask(prompt, seed === 1)
    expect(seen).toEqual(calls)
    for (const pattern of answer) expect(text).toMatch(pattern)
    expect(llm.exchanges).toHaveLength(rounds)
  }
})

test('makes lookups one after the other where parallel calls are off', async () => {
  const { llm, seen, ask } = agent(0, false)
  expect(await ask(jobs[4]!.prompt, false)).toMatch(/Rome/)
  expect(seen).toEqual(jobs[4]!.calls)
  expect(llm.exchanges).toHaveLength(3)
})

test('calls no tool for small talk or for a poem', async () => {
  for (const prompt of ['Hello there!', 'Thanks, that helps a lot.', 'Write a poem about autumn leaves.']) {
    const { seen, ask } = agent(0)
    expect((await ask(prompt, false))!.length).toBeGreaterThan(20)
    expect(seen).toEqual([])
  }
})

test('apologises for a failed tool and does not try for ever', async () => {
  const { llm, seen, ask } = agent(0)
  expect(await ask('What is 18 * 23?', false)).toMatch(/sorry.*calculator.*cannot read this/)
  expect(seen).toHaveLength(1)
  expect(llm.exchanges).toHaveLength(2)
})
