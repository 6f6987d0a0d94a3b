import type { Accounting } from '../../../src/provider.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import type { Tokenizer } from '../../../src/tokens/tokenizer.ts'
import type { LegacyRequest } from './parse.ts'
import { promptsOf } from './wire.ts'

/** The tokenizer that counted a request; its answer is split with it again where logprobs are asked for. */
const tokenizers = new WeakMap<CompletionRequest, Tokenizer>()

/** The tokenizer with which a request has been counted. */
export function tokenizerOf(request: CompletionRequest): Tokenizer | undefined {
  return tokenizers.get(request)
}

/** The provider's accounting, with bare prompts counted as they are: no tokens around them (recorded: 8 for 8). */
export function withBarePrompts(chat: Accounting): Accounting {
  return {
    ...chat,
    countInput(request, model, tokenizer) {
      if (!isLegacy(request)) return chat.countInput(request, model, tokenizer)
      tokenizers.set(request, tokenizer)
      return promptsOf(request.wire).reduce(
        (sum, prompt) => sum + (typeof prompt === 'string' ? tokenizer.count(prompt) : prompt.length),
        0,
      )
    },
    countOutput: (choice, request, model, tokenizer) =>
      isLegacy(request)
        ? {
            outputTokens: choice.content.reduce(
              (sum, part) => sum + (part.type === 'text' ? tokenizer.count(part.text) : 0),
              0,
            ),
            reasoningTokens: 0,
          }
        : chat.countOutput(choice, request, model, tokenizer),
    // A quarter of the characters and one more, whatever max_tokens says (recorded in 2025 and 2026).
    estimate: (request, model, inputTokens, cacheReadTokens) =>
      isLegacy(request)
        ? { inputTokens: Math.floor(charactersOf(request) / 4) + 1, outputTokens: 0 }
        : (chat.estimate?.(request, model, inputTokens, cacheReadTokens) ?? { inputTokens, outputTokens: 0 }),
  }
}

function isLegacy(request: CompletionRequest): request is LegacyRequest {
  const wire = request.wire as {
    readonly messages?: unknown
    readonly input?: unknown
    readonly model?: unknown
  } | null
  const isBare = typeof wire === 'object' && wire !== null && wire.messages === undefined && wire.input === undefined
  return isBare && request.toolChoice === 'none' && wire.model !== undefined
}

function charactersOf({ wire }: LegacyRequest): number {
  return promptsOf(wire).reduce(
    (sum, prompt) => sum + (typeof prompt === 'string' ? prompt.length : prompt.length * 4),
    0,
  )
}
