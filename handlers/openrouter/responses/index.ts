import { cutByTokens } from '../../../src/chunking.ts'
import { sse } from '../../../src/framing/sse.ts'
import { drawId, LOWER_ALNUM } from '../../../src/ids.ts'
import { deltaTextOf } from '../../../src/stream.ts'
import { responses } from '../../openai/responses/index.ts'
import type { ResponseIds } from '../../openai/responses/ids.ts'
import { parseResponses } from '../../openai/responses/parse.ts'
import type { ResponsesProfile } from '../../openai/responses/profile.ts'
import { rememberGeneration } from '../account.ts'
import { routed } from '../chat-completions/route.ts'
import { encodeError, refused } from '../errors.ts'
import { headers } from '../headers.ts'
import { generationId, toolCallId } from '../ids.ts'
import { failure } from './failure.ts'
import { eventMembers, itemMembers } from './members.ts'
import { rules } from './rules.ts'
import { openrouterResponse } from './wire-object.ts'

/** Items have names for the time being (recorded). */
const ids: ResponseIds = {
  response: generationId,
  item: ({ seed }, prefix, name) => `${prefix}_tmp_${drawId(seed, `${prefix} ${name}`, 11, LOWER_ALNUM)}`,
  call: (seed, name) => toolCallId(seed, name, undefined),
}

/** OpenRouter's way of the Responses API (recorded July and August 2026): events without names, nothing is kept. */
const profile: ResponsesProfile = {
  framing: { contentType: 'text/event-stream', frame: ({ data }, index) => sse.frame({ data }, index) },
  parse: (call) => parseResponses({ ...call, json: routed(call.json, call.models) }, rules, profile),
  ids,
  response: openrouterResponse,
  item: itemMembers,
  event: eventMembers,
  obfuscates: false,
  reasoning: 'summary',
  hasPhase: ({ model }) => /^openai\/gpt-(5\.[4-9]|[6-9])/.test(model!.model.id),
  namesCalls: true,
  done: '[DONE]',
  writeBody: JSON.stringify,
  writeEvent: JSON.stringify,
  // A call comes whole, text in one to four tokens (recorded).
  cut: (_, tokenizer, random) => (part) =>
    part.type === 'tool-call'
      ? { texts: [part.arguments], tokens: [tokenizer.count(part.arguments)] }
      : cutByTokens(deltaTextOf(part), tokenizer, () => random.integer(1, 4)),
  keeps: false,
  missing: (what, id) =>
    refused(what === 'item' ? `Item with id '${id}' not found.` : `Previous response with id '${id}' not found.`),
  failure,
  encodeError,
  headers,
}

/** POST /responses. */
export const openrouterResponses = { ...responses(profile), toolCallId, remember: rememberGeneration }
