import { existsSync, readdirSync } from 'node:fs'
import { providers } from '../../handlers/index.ts'
import type { ProviderCard } from '../../src/provider.ts'
import type { TokenizerFamily } from '../../src/tokens/families.ts'
import { readRecordings, type Recording } from '../wire/recording.ts'

/** A text that a model wrote, with the tokens that its API counted for it. */
export interface RecordedAnswer {
  readonly name: string
  readonly family: TokenizerFamily
  readonly text: string
  readonly tokens: number
}

/** What an answer came to, as far as its dialect tells. */
interface Answer {
  readonly text: string
  readonly tokens: number | undefined
  readonly isEnded: boolean
  /** Calls, images and whatever else costs tokens and is no text. */
  readonly hasMore: boolean
  /** The text begins with what was thought. */
  readonly isThought?: boolean
}

/** Families of models at hosts that are not simulated, by a part of the name. */
const BY_NAME: readonly (readonly [RegExp, TokenizerFamily])[] = [
  [/grok/, 'grok'],
  [/deepseek/, 'deepseek'],
  [/kimi/, 'kimi'],
  [/llama/, 'llama'],
  [/mistral|ministral/, 'mistral'],
]

/** Perplexity counts more than the text (recorded: 5 tokens for 11 numbers); Granite is served as a Llama. */
const UNLIKE = /^perplexity|granite|sonar/

/** Families whose thoughts are shown as they were written; others show a summary. */
const OPEN_THOUGHTS: ReadonlySet<TokenizerFamily> = new Set(['deepseek', 'qwen', 'glm', 'kimi', 'llama'])

/**
 * The answers of the recordings that are nothing but text: kept whole, ended by the model itself, of at least 5 tokens and
 * without anything that was thought and not shown. The same text of the same family counts once.
 */
export function recordedAnswers(folder: string): readonly RecordedAnswer[] {
  if (!existsSync(folder)) return []
  const found = new Map<string, RecordedAnswer>()
  for (const provider of readdirSync(folder).filter(isProvider).toSorted()) {
    for (const endpoint of readdirSync(`${folder}/${provider}`).toSorted()) {
      for (const recording of readRecordings(folder, `${provider}.${endpoint}`)) {
        const family = familyOf(recording)
        const answer = recording.response.status === 200 ? answerOf(recording) : undefined
        if (recording.scenario === 'server_tools' || UNLIKE.test(recording.name)) continue
        if (family === undefined || !answer?.isEnded || answer.hasMore || /<cut:|<MASSIVE/.test(answer.text)) continue
        const { text, tokens = 0, isThought = false } = answer
        if (tokens < 5 || text === '' || (isThought && !OPEN_THOUGHTS.has(family))) continue
        found.set(`${family} ${text}`, { name: recording.name, family, text, tokens })
      }
    }
  }
  return [...found.values()]
}

const isProvider = (name: string): boolean => /^[a-z-]+$/.test(name)

function familyOf(recording: Recording): TokenizerFamily | undefined {
  const model = modelOf(recording)
  const known = (providers as Readonly<Record<string, ProviderCard>>)[recording.provider]
  if (known) return known.models.resolve(model)?.model.tokenizer
  return BY_NAME.find(([part]) => part.test(model.toLowerCase()))?.[1]
}

function modelOf({ request, response }: Recording): string {
  const named = (request.body as { readonly model?: unknown } | null)?.model ?? (response.body as any)?.model
  const [, path] = /models?\/([^/:]+(?::\d)?(?:%3A\d)?)/i.exec(request.path ?? '') ?? []
  return String(named ?? decodeURIComponent(path ?? ''))
}

function answerOf({ response }: Recording): Answer | undefined {
  const { events = [], body } = response
  if (events.some(({ elided_events: elided }) => elided !== undefined)) return undefined
  const bodies: readonly any[] = body === undefined ? events.map(({ data }) => data) : [body]
  const one = bodies.find((data) => data !== null && typeof data === 'object')
  if (!one) return undefined
  if (bodies.some((data) => data?.usageMetadata)) return gemini(bodies)
  if (bodies.some((data) => data?.type === 'message' || data?.type === 'message_start')) return claude(bodies)
  if (one.output?.message) return converse(one)
  if (events.some(({ event }) => event === 'contentBlockDelta')) return converseStream(events)
  if (one.message && 'done' in one) return ollama(bodies)
  if (one.message?.content && one.finish_reason) return cohere(one)
  if (one.type === 'message-start') return cohereStream(bodies)
  if (typeof one.generation === 'string') return llama(one)
  return bodies.some((data) => Array.isArray(data?.choices)) ? chat(bodies) : undefined
}

const joined = (texts: readonly (string | null | undefined)[]): string => texts.map((text) => text ?? '').join('')

function gemini(bodies: readonly any[]): Answer {
  const parts = bodies.flatMap((data) => data?.candidates?.[0]?.content?.parts ?? [])
  const usage = bodies.findLast((data) => data?.usageMetadata)?.usageMetadata
  return {
    text: joined(parts.map((part) => (part.thought ? '' : part.text))),
    tokens: usage?.candidatesTokenCount,
    isEnded: bodies.some((data) => data?.candidates?.[0]?.finishReason === 'STOP'),
    hasMore: parts.some((part) => part.thought || (part.text === undefined && !part.thoughtSignature)),
  }
}

function claude(bodies: readonly any[]): Answer {
  const message = bodies.find((data) => data?.type === 'message' || data?.message)
  const unary = message?.type === 'message' ? message : undefined
  const blocks = unary?.content ?? bodies.flatMap((data) => (data?.content_block ? [data.content_block] : []))
  const deltas = bodies.flatMap((data) => (data?.type === 'content_block_delta' ? [data.delta.text] : []))
  const last = bodies.findLast((data) => data?.type === 'message_delta')
  return {
    text: unary ? joined(blocks.map(({ text }: any) => text)) : joined(deltas),
    tokens: unary ? unary.usage?.output_tokens : last?.usage?.output_tokens,
    isEnded: (unary?.stop_reason ?? last?.delta?.stop_reason) === 'end_turn',
    hasMore: blocks.length !== 1 || blocks.some(({ type, citations }: any) => type !== 'text' || citations),
  }
}

function converse({ output, stopReason, usage }: any): Answer {
  const { content } = output.message
  return {
    text: joined(content.map(({ text }: any) => text)),
    tokens: usage?.outputTokens,
    isEnded: stopReason === 'end_turn',
    hasMore: content.length !== 1 || content[0].text === undefined,
  }
}

function converseStream(events: NonNullable<Recording['response']['events']>): Answer {
  const of = (name: string) => events.flatMap(({ event, data }) => (event === name ? [data as any] : []))
  const deltas = of('contentBlockDelta')
  return {
    text: joined(deltas.map(({ delta }) => delta.text)),
    tokens: of('metadata').at(-1)?.usage?.outputTokens,
    isEnded: of('messageStop').at(-1)?.stopReason === 'end_turn',
    hasMore: of('contentBlockStart').length > 0 || deltas.some(({ delta }) => delta.text === undefined),
  }
}

function llama({ generation, generation_token_count: tokens, stop_reason: reason }: any): Answer {
  return { text: generation, tokens, isEnded: reason === 'stop', hasMore: false }
}

function ollama(bodies: readonly any[]): Answer {
  const last = bodies.at(-1)
  return {
    text: joined(bodies.map((data) => data?.message?.content)),
    tokens: last?.eval_count,
    isEnded: last?.done_reason === 'stop',
    hasMore: bodies.some((data) => data?.message?.tool_calls || data?.message?.thinking),
  }
}

function cohere({ message, finish_reason: reason, usage }: any): Answer {
  return {
    text: joined(message.content.map(({ text }: any) => text)),
    tokens: usage?.billed_units?.output_tokens,
    isEnded: reason === 'COMPLETE',
    hasMore: message.content.length !== 1 || message.content[0].type !== 'text' || message.citations !== undefined,
  }
}

function cohereStream(bodies: readonly any[]): Answer {
  const of = (name: string) => bodies.filter((data) => data?.type === name)
  const end = of('message-end').at(-1)?.delta
  return {
    text: joined(of('content-delta').map(({ delta }) => delta.message.content.text)),
    tokens: end?.usage?.billed_units?.output_tokens,
    isEnded: end?.finish_reason === 'COMPLETE',
    hasMore: of('content-start').length !== 1 || of('tool-call-start').length > 0 || of('citation-start').length > 0,
  }
}

/** OpenAI's chat completions and their like; thoughts that are shown count as text. */
function chat(bodies: readonly any[]): Answer {
  const choices = bodies.flatMap((data) => data?.choices ?? [])
  const pieces = choices.map((choice: any) => choice.message ?? choice.delta ?? choice)
  const usage = bodies.map((data) => data?.usage ?? data?.x_groq?.usage).findLast(Boolean)
  const thought = joined(pieces.map((piece: any) => piece.reasoning ?? piece.reasoning_content))
  const content = pieces.map((piece: any) => piece.content)
  const details = usage?.completion_tokens_details?.reasoning_tokens ?? 0
  const isHidden = details > 0 && thought === ''
  return {
    text: thought + joined(content.filter((one: unknown) => typeof one === 'string')),
    tokens: usage?.completion_tokens,
    isEnded: choices.some((choice: any) => choice.finish_reason === 'stop'),
    isThought: thought !== '',
    hasMore:
      isHidden ||
      choices.some((choice: any) => choice.index > 0) ||
      pieces.some(
        (piece: any) => piece.tool_calls || piece.executed_tools || piece.refusal || Array.isArray(piece.content),
      ),
  }
}
