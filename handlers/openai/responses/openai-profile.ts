import { cutByToken, cutByTokens } from '../../../src/chunking.ts'
import type { ContentPart } from '../../../src/completion.ts'
import type { Random } from '../../../src/random.ts'
import { deltaTextOf, type CutText } from '../../../src/stream.ts'
import type { Tokenizer } from '../../../src/tokens/tokenizer.ts'
import { encodeChatError } from './errors.ts'
import { headers } from './headers.ts'
import { codeOf } from './hosted-input.ts'
import { openaiIds } from './ids.ts'
import { compactJson, prettyJson } from './json.ts'
import { openaiRules } from './openai-rules.ts'
import { parseResponses } from './parse.ts'
import type { ResponsesProfile } from './profile.ts'
import { openaiResponse } from './response-object.ts'

/** OpenAI's own way of responses. */
export const openaiProfile: ResponsesProfile = {
  parse: (call) => parseResponses(call, rules, openaiProfile),
  ids: openaiIds,
  response: (exchange, stage, output, isEvent) =>
    openaiResponse(exchange, openaiIds.response(exchange), stage, output, isEvent),
  obfuscates: true,
  reasoning: 'summary',
  // Recorded from gpt-5.4 on.
  hasPhase: ({ model }) => /^gpt-(5\.[4-9]|[6-9])/.test(model!.model.id),
  writeBody: prettyJson,
  writeEvent: compactJson,
  encodeError: (error, exchange) => encodeChatError(error, exchange, openaiProfile),
  headers,
  cut: (_, tokenizer, random) => (part) => cutPart(part, tokenizer, random),
}

const rules = openaiRules(() => openaiProfile)

/** One token a delta; text with citations several at a time, an MCP call's arguments at once, other hosted tools none (recorded). */
function cutPart(part: ContentPart, tokenizer: Tokenizer, random: Random): CutText {
  if (part.type === 'text' && part.citations?.length)
    return cutByTokens(part.text, tokenizer, () => random.integer(3, 14))
  if (part.type !== 'server-tool') return cutByToken(deltaTextOf(part), tokenizer)
  if (part.name === 'code_interpreter') return cutByToken(codeOf(part), tokenizer)
  return { texts: [part.arguments], tokens: [tokenizer.count(part.arguments)] }
}
