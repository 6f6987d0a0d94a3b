import { toolCallsOf, type Choice } from '../../src/completion.ts'
import { tokensOf } from '../../src/count.ts'
import type { Model } from '../../src/models.ts'
import type { Accounting } from '../../src/provider.ts'
import { inputText, type CompletionRequest, type InputPart, type Message } from '../../src/request.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'

/** `base` tokens, and `factor` for each that is counted in the text. */
export interface Linear {
  readonly base: number
  readonly factor: number
}

/** What a chat template adds to the texts of a conversation and of an answer; calibrated on recorded usage. */
export interface TemplateRule {
  /** Before the first message and after the last. */
  readonly base: number
  /** Around one message of each role. */
  readonly roles: Readonly<Record<Message['role'], number>>
  /** The list of tools, in tokens of its JSON. */
  readonly tools: Linear
  /** One call of the history, in tokens of its name and arguments. */
  readonly call: Linear
  /** A schema that the answer must follow, in tokens of its JSON. */
  readonly schema: Linear
  /** What plain JSON mode adds. */
  readonly json: number
  /** One image of unknown size, or of any size where the provider's rule is not known. */
  readonly image: number
  readonly answer: {
    /** The end of the turn. */
    readonly end: number
    /** Around one call, besides its name and arguments. */
    readonly call: number
    /** Around reasoning. */
    readonly reasoning: number
    /** Of those, the ones that count as reasoning. */
    readonly countedAsReasoning: number
  }
}

/** Counts by the template of a request's model; `argumentsOf` where the provider writes arguments in its own spacing. */
export function accountingBy(
  ruleOf: (request: CompletionRequest, model: Model) => TemplateRule,
  rest: Omit<Accounting, 'countInput' | 'countOutput'> = {},
): Accounting {
  return {
    countInput: (request, model, tokenizer) => countInput(request, ruleOf(request, model), tokenizer),
    countOutput: (choice, request, model, tokenizer) => countOutput(choice, ruleOf(request, model), tokenizer),
    ...rest,
  }
}

function countInput(request: CompletionRequest, rule: TemplateRule, tokenizer: Tokenizer): number {
  const messages = request.messages.reduce(
    (sum, { role, content }) =>
      sum + rule.roles[role] + content.reduce((tokens, part) => tokens + partTokens(part, rule, tokenizer), 0),
    0,
  )
  return rule.base + messages + toolTokens(request, rule, tokenizer) + formatTokens(request, rule, tokenizer)
}

function partTokens(part: InputPart, rule: TemplateRule, tokenizer: Tokenizer): number {
  switch (part.type) {
    case 'text':
      return tokenizer.count(part.text)
    case 'image':
      return rule.image
    case 'tool-call':
      return linear(rule.call, tokenizer.count(part.name) + tokenizer.count(part.arguments))
    case 'tool-result':
      return tokenizer.count(inputText(part.content))
    case 'audio':
      // 12.5 tokens a second; 2,000 bytes a second for compressed speech (recorded: 375 tokens for 69 kB).
      return Math.ceil((part.bytes ?? 0) / 184)
    case 'document':
      return Math.ceil((part.bytes ?? 0) / 12)
    case 'reasoning':
      // Templates drop the thoughts of earlier turns.
      return 0
  }
}

function toolTokens(request: CompletionRequest, rule: TemplateRule, tokenizer: Tokenizer): number {
  if (request.tools.length === 0) return 0
  const json = JSON.stringify(
    request.tools.map(({ name, description, parameters }) => ({
      type: 'function',
      function: { name, description, parameters },
    })),
  )
  return linear(rule.tools, tokenizer.count(json))
}

function formatTokens({ responseFormat }: CompletionRequest, rule: TemplateRule, tokenizer: Tokenizer): number {
  if (responseFormat.type === 'text') return 0
  if (responseFormat.type === 'json') return rule.json
  return linear(rule.schema, tokenizer.count(JSON.stringify(responseFormat.schema)))
}

function linear({ base, factor }: Linear, tokens: number): number {
  return Math.round(base + factor * tokens)
}

function countOutput(choice: Choice, { answer }: TemplateRule, tokenizer: Tokenizer) {
  const reasoning = choice.content.filter((part) => part.type === 'reasoning')
  const thought = reasoning.reduce((sum, part) => sum + tokensOf(part, tokenizer), 0)
  const calls = toolCallsOf(choice)
  const named = calls.reduce((sum, call) => sum + tokenizer.count(call.name) + answer.call, 0)
  const shown = choice.content
    .filter((part) => part.type !== 'reasoning')
    .reduce((sum, part) => sum + tokensOf(part, tokenizer), 0)
  if (choice.finishReason === 'length') return { outputTokens: thought + shown, reasoningTokens: thought }
  const around = thought > 0 ? answer.reasoning : 0
  return {
    outputTokens: thought + around + shown + named + answer.end,
    reasoningTokens: thought > 0 ? thought + answer.countedAsReasoning : 0,
  }
}
