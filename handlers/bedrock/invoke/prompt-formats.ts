import { textOf } from '../../../src/completion.ts'
import type { Field, Shape } from '../../../src/validation.ts'
import { drawUuid } from '../../../src/ids.ts'
import type { NativeDialect } from './native.ts'
import { endsOf, endWords, idOf, promptDialect, type PromptFormat } from './prompt-format.ts'

const TEXT: Shape = { type: 'string' }
const PROMPT: Field = { type: 'string', minLength: 1, required: true }
const TOKENS: Shape = { type: 'integer', min: 1 }
const ZERO_TO_ONE: Shape = { type: 'number', min: 0, max: 1 }
const STOPS: Shape = { type: 'array', of: TEXT }
const ANY: Shape = { type: 'any' }
const object = (fields: Readonly<Record<string, Field>>): Shape => ({ type: 'object', fields })

type Body = Readonly<Record<string, unknown>>
// Reasons: each format's shape has been checked before its body is read.
const text = (body: Body, key: string) => body[key] as string
const number = (body: Body, key: string) => body[key] as number | undefined
const stops = (body: Body, key: string) => (body[key] ?? []) as readonly string[]

const TITAN_END = endWords('FINISH', 'LENGTH')

const titan: PromptFormat = {
  shape: object({
    inputText: PROMPT,
    textGenerationConfig: object({
      maxTokenCount: TOKENS,
      temperature: ZERO_TO_ONE,
      topP: ZERO_TO_ONE,
      stopSequences: STOPS,
    }),
  }),
  read(body) {
    const config = (body['textGenerationConfig'] ?? {}) as Body
    return {
      prompt: text(body, 'inputText'),
      // Documented default of Titan Text.
      maxTokens: number(config, 'maxTokenCount') ?? 512,
      stop: stops(config, 'stopSequences'),
      temperature: number(config, 'temperature'),
    }
  },
  encode: ({ outcome, usage }) => ({
    inputTextTokenCount: usage.inputTokens,
    results: [
      {
        tokenCount: usage.outputTokens,
        outputText: textOf(outcome),
        completionReason: TITAN_END[outcome.finishReason],
      },
    ],
  }),
  encodePiece: ({ usage }, { text: outputText, isFirst, finish }) => ({
    outputText,
    index: 0,
    ...(finish
      ? { totalOutputTextTokenCount: usage.outputTokens, completionReason: TITAN_END[finish.finishReason] }
      : {}),
    ...(isFirst ? { inputTextTokenCount: usage.inputTokens } : {}),
  }),
}

const LLAMA_END = endWords('stop', 'length')

const llama: PromptFormat = {
  shape: object({
    prompt: PROMPT,
    max_gen_len: { type: 'integer', min: 1, max: 8192 },
    temperature: ZERO_TO_ONE,
    top_p: ZERO_TO_ONE,
    images: ANY,
  }),
  read: (body) => ({
    prompt: text(body, 'prompt'),
    // Documented default.
    maxTokens: number(body, 'max_gen_len') ?? 512,
    temperature: number(body, 'temperature'),
  }),
  encode: ({ outcome, usage }) => ({
    generation: textOf(outcome),
    prompt_token_count: usage.inputTokens,
    generation_token_count: usage.outputTokens,
    stop_reason: LLAMA_END[outcome.finishReason],
  }),
  encodePiece: ({ usage }, { text: generation, tokens, isFirst, finish }) => ({
    generation,
    prompt_token_count: isFirst ? usage.inputTokens : null,
    generation_token_count: finish ? usage.outputTokens : tokens,
    stop_reason: finish ? LLAMA_END[finish.finishReason] : null,
  }),
}

const mistral: PromptFormat = {
  shape: object({
    prompt: PROMPT,
    max_tokens: TOKENS,
    temperature: ZERO_TO_ONE,
    top_p: ZERO_TO_ONE,
    top_k: ANY,
    stop: STOPS,
  }),
  read: (body) => ({
    prompt: text(body, 'prompt'),
    maxTokens: number(body, 'max_tokens') ?? 512,
    stop: stops(body, 'stop'),
    temperature: number(body, 'temperature'),
  }),
  encode: (exchange) => ({
    outputs: endsOf(exchange, LLAMA_END).map(({ text, reason }) => ({ text, stop_reason: reason })),
  }),
  encodePiece: (_, { text, finish }) => ({
    outputs: [{ text, stop_reason: finish ? LLAMA_END[finish.finishReason] : null }],
  }),
}

const COHERE_END = endWords('COMPLETE', 'MAX_TOKENS')

const command: PromptFormat = {
  shape: object({
    prompt: PROMPT,
    temperature: { type: 'number', min: 0, max: 5 },
    p: ZERO_TO_ONE,
    k: { type: 'number', min: 0, max: 500 },
    max_tokens: TOKENS,
    stop_sequences: STOPS,
    return_likelihoods: { type: 'string', choice: ['GENERATION', 'ALL', 'NONE'] },
    stream: { type: 'boolean' },
    num_generations: { type: 'integer', min: 1, max: 5 },
    logit_bias: ANY,
    truncate: { type: 'string', choice: ['NONE', 'START', 'END'] },
  }),
  read: (body) => ({
    prompt: text(body, 'prompt'),
    // Documented default.
    maxTokens: number(body, 'max_tokens') ?? 20,
    stop: stops(body, 'stop_sequences'),
    temperature: number(body, 'temperature'),
    n: number(body, 'num_generations'),
  }),
  encode: (exchange) => ({
    id: idOf(exchange),
    generations: endsOf(exchange, COHERE_END).map(({ text, reason }, index) => ({
      id: drawUuid(exchange.seed, `generation ${index}`),
      text,
      finish_reason: reason,
    })),
    prompt: text(exchange.request.wire as Body, 'prompt'),
  }),
  encodePiece: (_, { text }) => ({ is_finished: false, text }),
}

/** A piece for each text, then one for the end (recorded). */
const commandDialect: NativeDialect = {
  ...promptDialect(command),
  encodeStream: () => (part) => {
    if (part.type === 'finish') return [{ finish_reason: COHERE_END[part.finishReason], is_finished: true }]
    return part.type === 'part-delta' && part.part.type === 'text' ? [{ is_finished: false, text: part.delta }] : []
  },
}

const COMPLETION_END = endWords('stop_sequence', 'max_tokens')
/** Where Claude's oldest format ends by itself (recorded). */
const TURN = '\n\nHuman:'

const claudeText: PromptFormat = {
  shape: object({
    prompt: PROMPT,
    max_tokens_to_sample: { type: 'integer', min: 1, required: true },
    temperature: ZERO_TO_ONE,
    top_p: ZERO_TO_ONE,
    top_k: ANY,
    stop_sequences: STOPS,
    anthropic_version: TEXT,
  }),
  read: (body) => ({
    prompt: text(body, 'prompt'),
    maxTokens: number(body, 'max_tokens_to_sample'),
    stop: stops(body, 'stop_sequences'),
    temperature: number(body, 'temperature'),
  }),
  encode: ({ outcome }) => ({
    type: 'completion',
    completion: textOf(outcome),
    stop_reason: COMPLETION_END[outcome.finishReason],
    stop: outcome.finishReason === 'length' ? null : (outcome.stopSequence ?? TURN),
  }),
  encodePiece: (_, { text: completion, finish }) => ({
    type: 'completion',
    completion,
    stop_reason: finish ? COMPLETION_END[finish.finishReason] : null,
    stop: finish && finish.finishReason !== 'length' ? (finish.stopSequence ?? TURN) : null,
  }),
}

const JURASSIC_END = endWords('endoftext', 'length', 'stop')

const jurassic: PromptFormat = {
  shape: object({
    prompt: PROMPT,
    maxTokens: TOKENS,
    temperature: ZERO_TO_ONE,
    topP: ZERO_TO_ONE,
    stopSequences: STOPS,
    numResults: { type: 'integer', min: 1 },
    countPenalty: ANY,
    presencePenalty: ANY,
    frequencyPenalty: ANY,
  }),
  read: (body) => ({
    prompt: text(body, 'prompt'),
    maxTokens: number(body, 'maxTokens') ?? 200,
    stop: stops(body, 'stopSequences'),
    temperature: number(body, 'temperature'),
    n: number(body, 'numResults'),
  }),
  encode: (exchange) => ({
    id: 1234,
    prompt: { text: text(exchange.request.wire as Body, 'prompt'), tokens: [] },
    completions: endsOf(exchange, JURASSIC_END).map(({ text, reason }) => ({
      data: { text, tokens: [] },
      finishReason: { reason, ...(reason === 'length' ? { length: exchange.usage.outputTokens } : {}) },
    })),
  }),
  encodePiece: (_, { text }) => ({ completions: [{ data: { text } }] }),
}

const deepseek: PromptFormat = {
  shape: object({
    prompt: PROMPT,
    max_tokens: { type: 'integer', min: 1, max: 32_768 },
    temperature: ZERO_TO_ONE,
    top_p: ZERO_TO_ONE,
    stop: STOPS,
  }),
  read: (body) => ({
    prompt: text(body, 'prompt'),
    maxTokens: number(body, 'max_tokens'),
    stop: stops(body, 'stop'),
    temperature: number(body, 'temperature'),
  }),
  encode: (exchange) => ({
    choices: endsOf(exchange, LLAMA_END).map(({ text, reason }) => ({ text, stop_reason: reason })),
  }),
  encodePiece: (_, { text, finish }) => ({
    choices: [{ text, stop_reason: finish ? LLAMA_END[finish.finishReason] : null }],
  }),
}

/** The formats with one prompt. Recorded: titan, llama, mistral, command, jurassic, claude; documented: deepseek. */
export const promptDialects = {
  titan: promptDialect(titan),
  llama: promptDialect(llama),
  mistral: promptDialect(mistral),
  command: commandDialect,
  jurassic: promptDialect(jurassic),
  deepseek: promptDialect(deepseek),
  claude: promptDialect(claudeText),
} satisfies Record<string, NativeDialect>
