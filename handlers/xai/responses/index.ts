import { cutByToken } from '../../../src/chunking.ts'
import { ApiError } from '../../../src/errors.ts'
import { sse } from '../../../src/framing/sse.ts'
import type { AnyEndpoint } from '../../../src/provider.ts'
import { deltaTextOf } from '../../../src/stream.ts'
import type { ReasoningEffort } from '../../../src/request.ts'
import { wordsOf } from '../../compatible/wording.ts'
import { responses } from '../../openai/responses/index.ts'
import { compactJson } from '../../openai/responses/json.ts'
import { parseResponses, type ResponsesRules } from '../../openai/responses/parse.ts'
import type { ResponsesProfile } from '../../openai/responses/profile.ts'
import { storedResponses } from '../../openai/responses/stored-responses.ts'
import { REQUEST_FIELDS } from '../../openai/responses/wire.ts'
import { wordIssue } from '../../openai/wording.ts'
import { encodeError, refused, unknownModel, wording } from '../errors.ts'
import { headers } from '../headers.ts'
import { traitsOf } from '../models.ts'
import { hostedItem, offersOf, TOOLS } from './hosted.ts'
import { ids } from './ids.ts'
import { eventMembers, itemMembers } from './members.ts'
import { xaiResponse } from './wire-object.ts'

const rules: ResponsesRules = {
  shape: { type: 'object', fields: { ...REQUEST_FIELDS, tools: TOOLS } },
  malformed: (detail) => refused(`Failed to parse the request body as JSON${detail ? `: ${detail}` : ''}`),
  missingModel: () => refused('Failed to deserialize the JSON body into the target type: missing field `model`'),
  unknownModel,
  word: (issue) => refused(wordIssue(issue).message),
  reasoning(wire, { model }) {
    if (!traitsOf(model).reasoning || wire.reasoning?.effort === 'none') return undefined
    // Summaries come unasked (recorded).
    return { effort: (wire.reasoning?.effort ?? 'low') as ReasoningEffort, visible: true }
  },
}

/** xAI's way of the Responses API (recorded August 2026): no padding, calls whole, summaries unasked. */
const profile: ResponsesProfile = {
  contentType: 'application/json',
  framing: { ...sse, contentType: 'text/event-stream' },
  parse(call) {
    const request = parseResponses(call, rules, profile)
    return { ...request, serverTools: offersOf(request.wire) }
  },
  ids,
  response: xaiResponse,
  item: itemMembers,
  hosted: hostedItem,
  event: eventMembers,
  obfuscates: false,
  reasoning: 'summary',
  writeBody: compactJson,
  writeEvent: compactJson,
  cut: (_, tokenizer) => (part) =>
    part.type === 'tool-call' || part.type === 'server-tool'
      ? { texts: [part.arguments], tokens: [tokenizer.count(part.arguments)] }
      : cutByToken(deltaTextOf(part), tokenizer),
  failure(error, exchange) {
    const { code = null, message } = wordsOf(wording, error, exchange)
    return { event: { code, message, param: null }, response: { error: { code, message } } }
  },
  missing: (what, id) =>
    new ApiError('not_found', `${what === 'item' ? 'Item' : 'Response'} with id ${id} not found.`, {
      hint: 'Only what was answered in this simulation with store not false is kept.',
    }),
  encodeError,
  headers: (exchange) => ({
    ...headers(exchange),
    ...(exchange.request.stream && !exchange.error ? { 'cache-control': 'no-cache' } : {}),
  }),
}

/** POST /responses; what was made can be read and deleted for thirty days (documented). Nothing runs in the background here, so nothing is cancelled. */
export const xaiResponses: readonly AnyEndpoint[] = [
  responses(profile),
  ...storedResponses(profile).filter(({ name }) => name === 'responses.get' || name === 'responses.delete'),
]
