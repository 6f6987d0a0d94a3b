import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { bedrock } from '../../handlers/bedrock/index.ts'
import { traitsOf } from '../../handlers/bedrock/models.ts'
import type { ContentPart } from '../../src/completion.ts'
import type { AnyEndpoint, Call } from '../../src/provider.ts'
import { createStore } from '../../src/store.ts'
import { loadTokenizer } from '../../src/tokens/families.ts'
import { readRecordings, recordingsFolder, type Recording } from '../wire/recording.ts'

const folder = recordingsFolder(fileURLToPath(new URL('../..', import.meta.url)))
const KINDS = ['converse', 'converse-stream', 'invoke', 'invoke-with-response-stream'] as const
const endpointOf = (kind: string) =>
  bedrock.endpoints.find(({ path }) => path === `/model/:model/${kind}`) as AnyEndpoint

/** Requests whose template says more, or less, than the words show: what is not counted right, and why. */
const ODD: Readonly<Record<string, string>> = {
  'reasoning-us.deepseek.r1-v1-3a0-8522f5': 'past answers of R1 are not billed',
  'reasoning-qwen.qwen3-32b-v1-3a0-505ab8': 'past thinking in the text is not billed',
  'stream-server_tools-us.amazon.nova-2-lite-v1-cd4fbd': 'tools of the vendor',
  'stream-server_tools-us.amazon.nova-2-lite-v1-3a0-99edca': 'tools of the vendor',
  'text-amazon.titan-text-express-v1-c99978': 'a guardrail',
  'stream-text-amazon.titan-text-express-v1-905c6d': 'a guardrail',
  'text-anthropic.claude-3-5-haiku-2-4eda38': 'the recorded prompt was replaced',
  'text-anthropic.claude-3-5-haiku-2-f32ec7': 'the recorded prompt was replaced',
}

interface Sample {
  readonly name: string
  readonly family: string
  readonly recorded: number
  readonly counted: number
}

function recordedUsage({ response }: Recording): { readonly input: number; readonly output: number } | undefined {
  const { body, events = [], headers } = response as any
  const last = events.at(-1)
  const usage = body?.usage?.inputTokens === undefined ? last?.data?.usage : body.usage
  const metrics = last?.decoded?.['amazon-bedrock-invocationMetrics']
  const cached = (usage?.cacheReadInputTokens ?? 0) + (usage?.cacheWriteInputTokens ?? 0)
  const input = usage?.inputTokens ?? metrics?.inputTokenCount ?? Number(headers['x-amzn-bedrock-input-token-count'])
  const output =
    usage?.outputTokens ?? metrics?.outputTokenCount ?? Number(headers['x-amzn-bedrock-output-token-count'])
  return input > 0 ? { input: input + cached, output } : undefined
}

async function sampleOf(recording: Recording, kind: string): Promise<Sample | undefined> {
  const { request, response } = recording
  const text = JSON.stringify(request.body)
  const name = recording.name.split('/').at(-1)!
  if (
    response.status !== 200 ||
    request.path === null ||
    name in ODD ||
    /chars in all>|<base64|embed|sagemaker/.test(text + request.path)
  )
    return undefined
  const usage = recordedUsage(recording)
  const asked = decodeURIComponent(request.path.split('/')[2]!)
  const { model } = bedrock.models.resolve(asked)!
  if (!usage) return undefined
  const call: Call = {
    method: 'POST',
    url: new URL(`https://bedrock-runtime.us-east-1.amazonaws.com${request.path}`),
    params: { model: asked },
    headers: new Headers(),
    text,
    json: request.body,
    jsonError: undefined,
    form: undefined,
    store: createStore(),
    models: bedrock.models,
    nowMs: 0,
    validation: 'strict',
  }
  const parsed = endpointOf(kind).parse(call)
  const counted = bedrock.accounting.countInput(parsed, model, await loadTokenizer(model.tokenizer))
  return { name, family: traitsOf(model).family, recorded: usage.input, counted }
}

const recordings = KINDS.flatMap((kind) =>
  readRecordings(folder, `bedrock.${kind}`).map((recording) => ({ kind, recording })),
)

async function samples(): Promise<readonly Sample[]> {
  const all = await Promise.all(recordings.map(({ kind, recording }) => sampleOf(recording, kind)))
  return all.filter((sample) => sample !== undefined)
}

const meanError = (some: readonly Sample[]) =>
  some.reduce((sum, { recorded, counted }) => sum + Math.abs(counted / recorded - 1), 0) / some.length

test.skipIf(recordings.length > 0)('has no recordings to count: set MSW_LLM_RECORDINGS', () => {})

test.skipIf(recordings.length === 0)('counts the input of recorded requests', async () => {
  const all = await samples()
  expect(all.length).toBeGreaterThan(90)
  expect(meanError(all)).toBeLessThan(0.05)
  // The half that no constant was looked up in.
  expect(meanError(all.filter((_, index) => index % 2 === 1))).toBeLessThan(0.05)
  for (const family of ['claude', 'nova', 'titan'])
    expect(meanError(all.filter((one) => one.family === family))).toBeLessThan(0.06)
})

test.skipIf(recordings.length === 0)('counts the text answers of Nova and of open models', async () => {
  const errors: number[] = []
  for (const { recording } of recordings.filter(({ kind }) => kind === 'converse')) {
    const { response, request } = recording
    const body = response.body as any
    const content: ContentPart[] = (body?.output?.message.content ?? []).flatMap((block: any) =>
      block.reasoningContent?.reasoningText
        ? [{ type: 'reasoning', text: block.reasoningContent.reasoningText.text }]
        : block.text === undefined
          ? []
          : [{ type: 'text', text: block.text }],
    )
    if (
      request.path === null ||
      body.stopReason !== 'end_turn' ||
      /chars in all>/.test(JSON.stringify(content)) ||
      body.usage.outputTokens < 20
    )
      continue
    const { model } = bedrock.models.resolve(decodeURIComponent(request.path.split('/')[2]!))!
    const parsed = { toolChoice: 'auto' } as never
    const { outputTokens } = bedrock.accounting.countOutput(
      { content, finishReason: 'stop' },
      parsed,
      model,
      await loadTokenizer(model.tokenizer),
    )
    errors.push(Math.abs(outputTokens / body.usage.outputTokens - 1))
  }
  expect(errors.length).toBeGreaterThan(12)
  // Short JSON of vendors without a public tokenizer weighs most.
  expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.1)
})

test('adds nothing to a single text for Nova', async () => {
  const tokenizer = await loadTokenizer('nova')
  const { model } = bedrock.models.resolve('us.amazon.nova-lite-v1:0')!
  const words = {
    operation: 'chat',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello there' }] }],
    tools: [],
    n: 1,
    wire: {},
  } as never
  expect(bedrock.accounting.countInput(words, model, tokenizer)).toBe(tokenizer.count('Hello there'))
})
