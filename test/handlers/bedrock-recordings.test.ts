import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { PartInput } from '../../src/reply/answer.ts'
import type { FinishReason } from '../../src/completion.ts'
import { readRecordings, recordingsFolder, type Recording } from '../wire/recording.ts'
import { uncut } from '../wire/uncut.ts'
import { chunksOf, framesOf } from './bedrock-decode.ts'
import { bedrockLab, HEADERS } from './bedrock-lab.ts'

const folder = recordingsFolder(fileURLToPath(new URL('../..', import.meta.url)))
const read = (endpoint: string) =>
  readRecordings(folder, `bedrock.${endpoint}`).filter(({ request }) => request.path !== null)

/** Recordings that we do not answer as recorded, and why. */
const MISSES: Readonly<Record<string, string>> = {
  'converse/error-400-us.anthropic.claude-sonnet-4-460d27':
    'a document by S3 address that the service itself got wrong',
  'converse/server_tools-us.anthropic.claude-haiku-4--8f7239': 'citations by page of a PDF',
  'converse/text-amazon.titan-text-express-v1-13bb40': 'a guardrail intervened',
  'converse/text-arn-3aaws-3abedrock-3aus-eas-32a77a': 'the trace of a guardrail',
  'converse-stream/stream-text-amazon.titan-text-express-v1-76a166': 'a guardrail intervened',
  'converse-stream/stream-server_tools-us.amazon.nova-2-lite-v1-cd4fbd': 'citations between the texts of a search',
  'converse-stream/stream-server_tools-us.amazon.nova-2-lite-v1-3a0-99edca': 'a result of a tool of the vendor',
  'converse-stream/stream-text-us.anthropic.claude-haiku-4--75e069': 'citations of a document',
  'invoke/error-403-meta.llama2-13b-chat-v1-c1f642': 'an expired token',
  'invoke/text-ai21.j2-mid-v1-83cb3e': 'log probabilities of tokens',
  'invoke/text-arn-3aaws-3asagemaker-3aus-e-9db353': 'an endpoint of SageMaker',
  'invoke/text-amazon.titan-text-express-v1-c99978': 'the trace of a guardrail',
  'count-tokens/error-400-anthropic.claude-sonnet-4-20-08d45c': 'the body was cut out of the recording',
  'count-tokens/text-anthropic.claude-sonnet-4-20-b1af39': 'the body was cut out of the recording',
  'invoke-with-response-stream/stream-text-amazon.nova-lite-v1-3a0-f2e1da': 'a guardrail intervened',
  'invoke-with-response-stream/stream-text-amazon.titan-text-express-v1-905c6d': 'a guardrail intervened',
  'invoke-with-response-stream/stream-text-amazon.titan-text-express-v1-5f4a02': 'a guardrail intervened',
}

const shortName = ({ name }: Recording) => name.replace('bedrock/', '')

/** The members of a value with their nesting; lists by what they hold, inputs and schemas not opened. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))].toSorted()
  if (typeof value !== 'object' || value === null) return 0
  const closed = ['input', 'json', 'embedding', 'float', 'embeddings', 'chat_history']
  // Members that came, or went, in the years between the recordings.
  const dated = ['serverToolUsage', 'stop_details', 'cache_creation', 'p', 'type', 'output_tokens_details']
  const entries = Object.entries(value).filter(([key]) => !dated.includes(key) && !key.startsWith('cache'))
  return Object.fromEntries(
    entries
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, closed.includes(key) ? 0 : shapeOf(inner)]),
  )
}

const FINISH: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  tool_use: 'tool-calls',
  stop_sequence: 'stop',
  max_tokens: 'stop',
}

/** What the recorded Converse answer says, as a reply. */
function replyOf({ response }: Recording): {
  readonly content: readonly PartInput[]
  readonly finishReason: FinishReason
} {
  const { body, events = [] } = response as { readonly body?: any; readonly events?: readonly any[] }
  const blocks: any[] = body ? [...(body.output?.message.content ?? body.content ?? [])] : []
  for (const { data = {}, decoded } of body ? [] : events) {
    const event = decoded?.contentBlockDelta ?? decoded?.contentBlockStart ?? decoded ?? data
    const index = event.contentBlockIndex ?? event.index
    if (event.start ?? event.content_block) blocks[index] = { ...event.start, ...event.content_block }
    if (event.delta && index !== undefined) {
      const { text, reasoningContent } = event.delta
      blocks[index] ??= {}
      if (text !== undefined) blocks[index] = { text: `${blocks[index].text ?? ''}${text}` }
      if (reasoningContent?.text) blocks[index].reasoningContent = { reasoningText: {} }
      if (reasoningContent?.redactedContent) blocks[index].reasoningContent = { redactedContent: '' }
    }
  }
  const texts: PartInput[] = []
  for (const block of blocks.filter(Boolean)) {
    const part = partOf(block)
    // Nova's own format has a block for every delta.
    if (part?.type === 'text' && texts.at(-1)?.type === 'text' && JSON.stringify(events).includes('messageStart'))
      continue
    if (part) texts.push(part)
  }
  const reason =
    body?.stopReason ?? body?.stop_reason ?? events.find((event) => event.data?.stopReason)?.data.stopReason
  const finishReason = texts.some((part) => part.type === 'tool-call') ? 'tool-calls' : (FINISH[reason] ?? 'stop')
  return { content: texts.length > 0 ? texts : [{ type: 'text', text: 'Some text.' }], finishReason }
}

function partOf(block: any): PartInput | undefined {
  const call = block.toolUse ?? (block.type === 'tool_use' ? block : undefined)
  if (call) return { type: 'tool-call', name: call.name, arguments: { city: 'Oslo' } }
  if (block.reasoningContent)
    return {
      type: 'reasoning',
      text: 'Let me see.',
      ...(block.reasoningContent.redactedContent === undefined ? {} : { redacted: true }),
    }
  if (block.citationsContent)
    return {
      type: 'text',
      text: 'Cited.',
      citations: [{ title: 'facts', citedText: 'Words.', start: 0, end: 5 }],
    }
  return block.text === '' ? undefined : { type: 'text', text: 'Some text.' }
}

/** Names the media types that the files which were cut out had. */
function withMediaTypes(value: any): unknown {
  if (Array.isArray(value)) return value.map(withMediaTypes)
  if (typeof value !== 'object' || value === null) return value
  const { format, source } = value
  if (typeof format !== 'string' || !source?.bytes)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withMediaTypes(inner)]))
  const type = format === 'pdf' ? 'application/pdf' : `image/${format}`
  return { ...value, source: { bytes: (uncut({ media_type: type, data: source.bytes }) as any).data } }
}

async function answerTo(recording: Recording): Promise<Response> {
  const { simulation } = bedrockLab()
  simulation.when(() => true).reply(replyOf(recording) as never)
  const { path, body } = recording.request
  return simulation.fetch(`https://bedrock-runtime.us-east-1.amazonaws.com${path}`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify(uncut(withMediaTypes(body)) ?? {}),
  })
}

const expected = (recording: Recording) => !(shortName(recording) in MISSES)

const unary = ['converse', 'invoke', 'count-tokens'].flatMap(read).filter(expected)
const streams = ['converse-stream', 'invoke-with-response-stream'].flatMap(read).filter(expected)

test.skipIf(unary.length > 0)('has no recordings to compare with: set MSW_LLM_RECORDINGS', () => {})

test.each(unary.map((recording) => [shortName(recording), recording] as const))(
  'answers as recorded: %s',
  async (_, recording) => {
    const response = await answerTo(recording)
    const { status, body, headers } = recording.response
    const answer = await response.json()
    expect({ status: response.status, answer: status === 200 ? shapeOf(answer) : answer }).toEqual({
      status,
      answer: status === 200 ? shapeOf(body) : body,
    })
    const names = Object.keys(headers).filter((name) => name.startsWith('x-amzn') && !name.includes('cache'))
    expect(names.filter((name) => !response.headers.has(name))).toEqual([])
  },
)

/** What kind of event each is, the same ones in a row once. */
function kindsOf(events: readonly any[]): readonly string[] {
  const kinds = events.map((event) => {
    const inner =
      event.delta ??
      event.contentBlockDelta?.delta ??
      event.start ??
      event.contentBlockStart?.start ??
      event.content_block ??
      {}
    const keys = Object.keys(event).filter(
      (key) => !['p', 'type', 'contentBlockIndex', 'amazon-bedrock-invocationMetrics'].includes(key),
    )
    return `${event.type ?? ''}:${keys.toSorted().join()}:${
      inner.type ??
      Object.keys(inner)
        .filter((key) => key !== 'stop_details')
        .join()
    }`
  })
  return kinds.filter((kind, index) => kind !== kinds[index - 1])
}

test.each(streams.map((recording) => [shortName(recording), recording] as const))(
  'streams as recorded: %s',
  async (name, recording) => {
    const response = await answerTo(recording)
    expect(response.status).toBe(recording.response.status)
    if (response.status !== 200) return expect(await response.json()).toEqual(recording.response.body)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const isConverse = name.startsWith('converse')
    const ours = isConverse ? framesOf(bytes).map(({ data }) => data) : chunksOf(bytes)
    const theirs = (recording.response.events ?? [])
      .filter((event) => event.elided_events === undefined)
      .map((event: any) => event.decoded ?? event.data)
    // Texts and their blocks come in any number.
    const unique = (events: readonly any[]) => [...new Set(kindsOf(events))]
    // Where events were cut out, their order says nothing.
    const isWhole = recording.response.events!.every((event) => event.elided_events === undefined)
    const inOrder = (kinds: readonly string[]) => (isWhole ? kinds : kinds.toSorted())
    expect(inOrder(unique(ours))).toEqual(inOrder(unique(theirs)))
    if (isConverse) expect(shapeOf(ours.at(-1))).toEqual(shapeOf(theirs.at(-1)))
  },
)
