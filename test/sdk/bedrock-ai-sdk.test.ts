import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { embed, generateText, streamText } from 'ai'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const bedrock = createAmazonBedrock({ region: 'us-east-1', apiKey: 'bedrock-api-key-abc' })
const prompt = 'Tell me about the sea.'

test.each(['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'us.amazon.nova-lite-v1:0'])(
  'generates with %s what it streams',
  async (id) => {
    const { text, usage, finishReason } = await generateText({ model: bedrock(id), prompt })
    llm.reset()
    const stream = streamText({ model: bedrock(id), prompt })
    let streamed = ''
    for await (const delta of stream.textStream) streamed += delta
    expect(streamed).toBe(text)
    expect(await stream.finishReason).toBe(finishReason)
    expect((await stream.usage).totalTokens).toBe(usage.totalTokens)
  },
)

test('embeds', async () => {
  const { embedding } = await embed({ model: bedrock.embedding('amazon.titan-embed-text-v2:0'), value: 'sea' })
  expect(embedding).toHaveLength(1024)
})

test('raises what the API says', async () => {
  const failing = generateText({ model: bedrock('does-not-exist'), prompt, maxRetries: 0 })
  await expect(failing).rejects.toMatchObject({
    statusCode: 400,
    message: 'The provided model identifier is invalid.',
  })
})
