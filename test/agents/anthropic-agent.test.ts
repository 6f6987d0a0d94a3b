import Anthropic from '@anthropic-ai/sdk'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { jobs, tools, type Seen } from './lab.ts'

test.each(jobs)('the tool runner ends by itself: $prompt', async ({ prompt, calls, answer, rounds }) => {
  for (const seed of [0, 1, 2]) {
    const llm = createSimulation({ seed })
    const seen: Seen[] = []
    const client = new Anthropic({ apiKey: 'any-dummy-key', fetch: llm.fetch })
    const offered = Object.entries(tools).map(([name, { description, parameters, run }]) => ({
      name,
      description,
      input_schema: parameters,
      parse: (input: unknown) => input,
      run: (args: any) => {
        seen.push([name, args])
        return run(args)
      },
    }))
    const final = await client.beta.messages.toolRunner({
      model: 'claude-sonnet-5',
      max_tokens: 1024,
      messages: [{ role: 'user', content: prompt }],
      tools: offered,
    })
    expect(seen).toEqual(calls)
    const text = final.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    for (const pattern of answer) expect(text).toMatch(pattern)
    expect(final.stop_reason).toBe('end_turn')
    expect(llm.exchanges).toHaveLength(rounds)
  }
})
