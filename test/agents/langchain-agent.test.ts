import { ChatAnthropic } from '@langchain/anthropic'
import { ChatOpenAI } from '@langchain/openai'
import { createAgent, tool } from 'langchain'
import { describe, expect, test } from 'vitest'
import { startLab } from '../sdk/lab.ts'
import { jobs, tools, type Seen } from './lab.ts'

const { llm } = startLab()

const apiKey = 'any-dummy-key'
const models = {
  'ChatOpenAI, chat': () => new ChatOpenAI({ model: 'gpt-4o', apiKey }),
  'ChatOpenAI, responses': () => new ChatOpenAI({ model: 'gpt-5-mini', apiKey, useResponsesApi: true }),
  ChatAnthropic: () => new ChatAnthropic({ model: 'claude-sonnet-5', apiKey }),
}

describe.each(Object.entries(models))('%s', (_, model) => {
  test.each(jobs)('createAgent ends by itself: $prompt', async ({ prompt, calls, answer, rounds }) => {
    const seen: Seen[] = []
    const offered = Object.entries(tools).map(([name, { description, parameters, run }]) =>
      tool(
        (args: any) => {
          seen.push([name, args])
          return run(args)
        },
        { name, description, schema: parameters },
      ),
    )
    const agent = createAgent({ model: model(), tools: offered })
    const { messages } = await agent.invoke({ messages: [{ role: 'user', content: prompt }] })
    expect(seen).toEqual(calls)
    for (const pattern of answer) expect(messages.at(-1)!.text).toMatch(pattern)
    expect(llm.exchanges).toHaveLength(rounds)
  })
})
