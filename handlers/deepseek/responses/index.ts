import { cutByToken } from '../../../src/chunking.ts'
import type { Exchange } from '../../../src/exchange.ts'
import { sse } from '../../../src/framing/sse.ts'
import { BASE62, drawId, drawUuid } from '../../../src/ids.ts'
import type { ReasoningEffort } from '../../../src/request.ts'
import { deltaTextOf } from '../../../src/stream.ts'
import { spacedJson } from '../../anthropic/messages/spaced-json.ts'
import { responses } from '../../openai/responses/index.ts'
import { compactJson } from '../../openai/responses/json.ts'
import type { ResponseIds } from '../../openai/responses/ids.ts'
import { parseResponses, type ResponsesRules } from '../../openai/responses/parse.ts'
import type { ResponsesProfile } from '../../openai/responses/profile.ts'
import { REQUEST } from '../../openai/responses/wire.ts'
import { wordIssue } from '../../openai/wording.ts'
import { encodeError, refused, unknownModel } from '../errors.ts'
import { headers } from '../headers.ts'
import { traitsOf } from '../models.ts'
import { checkOutputs } from './check-outputs.ts'
import { deepseekResponse, itemMembers } from './wire-object.ts'

const rules: ResponsesRules = {
  shape: REQUEST,
  malformed: (detail) => refused(`Failed to parse the request body as JSON${detail ? `: ${detail}` : ''}`),
  missingModel: () => refused('Failed to deserialize the JSON body into the target type: missing field `model`'),
  unknownModel,
  word: (issue) => refused(wordIssue(issue).message),
  check: (_, __, { items }) => checkOutputs(items),
  reasoning(wire, { model }) {
    if (!traitsOf(model).thinks || wire.reasoning?.effort === 'none') return undefined
    return { effort: (wire.reasoning?.effort ?? 'medium') as ReasoningEffort, visible: true }
  },
}

/** Everything is named by a UUID but calls, which are named as in chat (recorded). */
const ids: ResponseIds = {
  response: ({ seed }: Pick<Exchange, 'seed'>) => drawUuid(seed, 'response'),
  item: ({ seed }, prefix, name) => drawUuid(seed, `${prefix} ${name}`),
  call: (seed, name) => `call_00_${drawId(seed, name, 24, BASE62)}`,
}

/** DeepSeek's way of the Responses API (recorded August 2026): thoughts as they are, nothing is kept. */
const profile: ResponsesProfile = {
  contentType: 'application/json',
  framing: sse,
  parse: (call) => parseResponses(call, rules, profile),
  ids,
  response: (exchange, stage, output) => deepseekResponse(exchange, ids.response(exchange), stage, output),
  item: itemMembers,
  obfuscates: false,
  reasoning: 'content',
  hasPhase: () => true,
  keeps: false,
  writeBody: compactJson,
  writeEvent: compactJson,
  // One token a delta; arguments are spaced as the model writes them.
  cut: (_, tokenizer) => (part) =>
    cutByToken(part.type === 'tool-call' ? spacedJson(part.arguments) : deltaTextOf(part), tokenizer),
  encodeError,
  headers,
}

/** POST /responses. */
export const deepseekResponses = responses(profile)
