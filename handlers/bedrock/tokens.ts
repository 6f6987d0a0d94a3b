import type { Choice, ContentPart, Usage } from '../../src/completion.ts'
import type { Model } from '../../src/models.ts'
import type { Accounting } from '../../src/provider.ts'
import type { CompletionRequest, InputPart, Message } from '../../src/request.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'
import { accounting as anthropicAccounting } from '../anthropic/tokens.ts'
import { cachePlan, nativeBody } from './cache-plan.ts'
import { traitsOf, type NativeFamily } from './models.ts'

/** What a family's template adds to the words, calibrated on recordings. */
interface Template {
  /** Once per prompt of messages; `bare`: of a prompt that is one text. */
  readonly prompt: number
  readonly bare: number
  /** Around each message, and around each turn after the first. */
  readonly message: number
  readonly turn: number
  /** With the first tool, and around each tool. */
  readonly tools: number
  readonly tool: number
  /** Around a call of the past, and around its result. */
  readonly pastCall: number
  readonly pastResult: number
  /** One image of any size [6]. */
  readonly image: number
  /** Around a call of an answer, around each of its arguments, and the end of a turn. */
  readonly call: number
  readonly argument: number
  readonly end: number
}

const PLAIN: Template = {
  prompt: 3,
  bare: 0,
  message: 3,
  turn: 0,
  tools: 4,
  tool: 12,
  pastCall: 12,
  pastResult: 8,
  image: 1400,
  call: 8,
  argument: 0,
  end: 1,
}

const NOVA: Template = { ...PLAIN, prompt: 0, message: 0, turn: 2.5, tools: 340, image: 1810, call: 10, end: 2 }
const COHERE: Template = { ...PLAIN, prompt: 0, message: 0 }

const TEMPLATES: Record<NativeFamily, Template> = {
  claude: PLAIN,
  nova: NOVA,
  titan: { ...PLAIN, message: 0, end: 0 },
  llama: { ...PLAIN, prompt: 5, message: 5 },
  mistral: { ...PLAIN, bare: 1, prompt: 1 },
  command: COHERE,
  'command-r': COHERE,
  jurassic: { ...PLAIN, bare: -3 },
  deepseek: PLAIN,
  openai: PLAIN,
  'titan-embed': PLAIN,
  'cohere-embed': PLAIN,
  'nova-embed': PLAIN,
}

/** Templates of single models, by a part of their id. */
const BY_MODEL: readonly (readonly [part: string, template: Template])[] = [
  ['nova-2-lite', { ...NOVA, prompt: 45, turn: 3, tools: 817, image: 1200, call: 9, argument: 7 }],
  ['gpt-oss', { ...PLAIN, prompt: 64, end: 10 }],
  ['qwen3', { ...PLAIN, prompt: 5, end: 2 }],
  ['gemma', { ...PLAIN, prompt: 6 }],
  ['minimax', { ...PLAIN, prompt: 19 }],
  ['mistral-large-3', { ...PLAIN, prompt: 0, message: 2, tools: 9 }],
  ['devstral', { ...PLAIN, prompt: 0, message: 2, tools: 9 }],
  ['pixtral', { ...PLAIN, prompt: 0, message: 2, tools: 9 }],
]

function templateOf({ id }: Model, family: NativeFamily): Template {
  return BY_MODEL.find(([part]) => id.includes(part))?.[1] ?? TEMPLATES[family]
}

/** How the models count: Claude as at Anthropic, the others by their words and their templates. */
export const accounting: Accounting = {
  countInput(request, model, tokenizer) {
    const { family } = traitsOf(model)
    if (family === 'claude') return claudeInput(request, model, tokenizer)
    const template = templateOf(model, family)
    const words = request.messages.reduce((sum, message) => sum + messageTokens(message, template, tokenizer), 0)
    // Cohere bills the prompt once for each generation (recorded).
    if (isBare(request.wire)) return Math.max(1, words + template.bare) * (family === 'command' ? request.n : 1)
    const { length } = request.messages
    const turns = request.messages.filter(({ role }) => role !== 'system').length
    const around = template.prompt + template.message * length + Math.round(template.turn * Math.max(0, turns - 1))
    return words + around + toolTokens(request, template, tokenizer)
  },
  countOutput(choice, request, model, tokenizer) {
    const { family } = traitsOf(model)
    if (family === 'claude') return anthropicAccounting.countOutput(choice, request, model, tokenizer)
    return countOutput(choice, templateOf(model, family), tokenizer)
  },
  cache: cachePlan,
  // `max_tokens`, or all that the model may write, is held until the answer is there (the guide's "token burndown", by memory).
  estimate: (request, model, inputTokens) => ({
    inputTokens,
    outputTokens: Math.min(request.maxTokens ?? model.maxOutputTokens, model.maxOutputTokens),
  }),
  settle: ({ inputTokens, cacheReadTokens, outputTokens }, { id }) => ({
    inputTokens: inputTokens - cacheReadTokens,
    outputTokens: outputTokens * (BURNS.test(id) ? 5 : 1),
  }),
}

/** Claude 3.7 and later: each output token takes five from the quota. */
const BURNS = /claude-(?:3-7|(?:opus|sonnet|haiku|fable)-\d)/

/** A text in place of messages has three tokens less around it (recorded). */
const CLAUDE_BARE = -3

/** Documents to be cited and tools of Anthropic's own are read out of an Anthropic body. */
function claudeInput(request: CompletionRequest, model: Model, tokenizer: Tokenizer): number {
  const { wire } = request
  const native = nativeBody(wire, model)
  return (
    anthropicAccounting.countInput({ ...request, wire: native }, model, tokenizer) + (isBare(wire) ? CLAUDE_BARE : 0)
  )
}

/** Whether a body has one prompt and no messages: what the caller wrote is all that the model reads. */
function isBare(wire: unknown): boolean {
  return typeof wire === 'object' && wire !== null && ('prompt' in wire || 'inputText' in wire)
}

function messageTokens({ content }: Message, template: Template, tokenizer: Tokenizer): number {
  return content.reduce((sum, part) => sum + partTokens(part, template, tokenizer), 0)
}

function partTokens(part: InputPart, template: Template, tokenizer: Tokenizer): number {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return tokenizer.count(part.text)
    case 'tool-call':
      return template.pastCall + tokenizer.count(part.name) + tokenizer.count(part.arguments)
    case 'tool-result':
      return template.pastResult + part.content.reduce((sum, inner) => sum + partTokens(inner, template, tokenizer), 0)
    case 'image':
      return template.image
    case 'audio':
    case 'document':
      return part.text === undefined ? Math.ceil((part.bytes ?? 0) / 60) : tokenizer.count(part.text)
  }
}

function toolTokens({ tools }: CompletionRequest, template: Template, tokenizer: Tokenizer): number {
  if (tools.length === 0) return 0
  const definitions = tools.reduce((sum, { name, description = '', parameters = {} }) => {
    const words = tokenizer.count(JSON.stringify({ name, description, inputSchema: { json: parameters } }))
    return sum + template.tool + words
  }, 0)
  return template.tools + definitions
}

function countOutput(
  { content, finishReason }: Choice,
  template: Template,
  tokenizer: Tokenizer,
): Pick<Usage, 'outputTokens' | 'reasoningTokens'> {
  const reasoningTokens = content.reduce(
    (sum, part) => sum + (part.type === 'reasoning' ? (part.tokens ?? tokenizer.count(part.text)) : 0),
    0,
  )
  const words = content.reduce((sum, part) => sum + answerTokens(part, template, tokenizer), 0)
  const total = reasoningTokens + words
  const isEnded = finishReason === 'stop' && total > 0
  return { outputTokens: total + (isEnded ? template.end : 0), reasoningTokens }
}

function answerTokens(part: ContentPart, template: Template, tokenizer: Tokenizer): number {
  if (part.type === 'text' || part.type === 'refusal') return tokenizer.count(part.text)
  if (part.type !== 'tool-call') return 0
  const words = tokenizer.count(part.name) + tokenizer.count(part.arguments)
  return template.call + words + template.argument * argumentCount(part.arguments)
}

/** Arguments that the token limit cut off count as one. */
function argumentCount(json: string): number {
  try {
    return Object.keys(JSON.parse(json) as object).length
  } catch {
    return 1
  }
}
