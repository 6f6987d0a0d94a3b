import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createMistral } from '@ai-sdk/mistral'
import { createOpenAI } from '@ai-sdk/openai'
import type { JSONSchema7 } from '@ai-sdk/provider'
import { generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai'
import { describe, expect, test } from 'vitest'
import { startLab } from '../sdk/lab.ts'
import { jobs, tools, type Seen } from './lab.ts'

const { llm } = startLab()

const apiKey = 'any-dummy-key'
const models = {
  'openai.responses': createOpenAI({ apiKey }).responses('gpt-5-mini'),
  'openai.chat': createOpenAI({ apiKey }).chat('gpt-4o'),
  anthropic: createAnthropic({ apiKey })('claude-sonnet-5'),
  google: createGoogleGenerativeAI({ apiKey })('gemini-3.5-flash'),
  mistral: createMistral({ apiKey })('mistral-large-latest'),
}

function toolbox(seen: Seen[]) {
  return Object.fromEntries(
    Object.entries(tools).map(([name, { description, parameters, run }]) => [
      name,
      tool({
        description,
        inputSchema: jsonSchema(parameters as JSONSchema7),
        execute: (args: any) => {
          seen.push([name, args])
          return run(args)
        },
      }),
    ]),
  )
}

describe.each(Object.entries(models))('%s', (_, model) => {
  test.each(jobs)('generateText ends by itself: $prompt', async ({ prompt, calls, answer, rounds }) => {
    const seen: Seen[] = []
    const result = await generateText({ model, prompt, tools: toolbox(seen), stopWhen: stepCountIs(10) })
    expect(seen).toEqual(calls)
    for (const pattern of answer) expect(result.text).toMatch(pattern)
    expect(result.finishReason).toBe('stop')
    expect(result.steps).toHaveLength(rounds)
    expect(llm.exchanges).toHaveLength(rounds)
  })

  test('streamText makes the same calls', async () => {
    for (const { prompt, calls, answer } of jobs) {
      const seen: Seen[] = []
      const result = streamText({ model, prompt, tools: toolbox(seen), stopWhen: stepCountIs(10) })
      const text = await result.text
      expect(seen).toEqual(calls)
      for (const pattern of answer) expect(text).toMatch(pattern)
    }
  })
})
