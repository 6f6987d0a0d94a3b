import { encode as openaiEncode } from '../../openai/chat-completions/encode.ts'
import type { ChatExchange } from '../../openai/chat-completions/profile.ts'
import { answerFilters, PROMPT_FILTERS } from '../filters.ts'

interface OpenAiChoice {
  readonly finish_reason: string
}

/** OpenAI's body with filter results, keys in alphabetical order, ended by a line break (recorded). */
export function encode(exchange: ChatExchange): string {
  return `${JSON.stringify(alphabetical(bodyOf(exchange)))}\n`
}

/** The body with filter results, before its keys are sorted. */
export function bodyOf(exchange: ChatExchange): object {
  // The layout of OpenAI's own encoder.
  const {
    service_tier: _tier,
    choices,
    ...body
  } = openaiEncode(exchange) as {
    readonly service_tier?: string
    readonly choices: readonly OpenAiChoice[]
  }
  const filtered = choices.map((choice) => ({
    logprobs: null,
    ...choice,
    content_filter_results: answerFilters(choice.finish_reason === 'content_filter'),
  }))
  return { ...body, choices: filtered, prompt_filter_results: PROMPT_FILTERS }
}

/** The same value with the keys of all objects in order; filter results stay as they are. */
export function alphabetical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(alphabetical)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(
    entries.map(([key, member]) => [key, key.endsWith('_filter_results') ? member : alphabetical(member)]),
  )
}
