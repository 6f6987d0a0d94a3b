import { runCheck } from '../../../src/checks.ts'
import type { ReasoningEffort } from '../../../src/request.ts'
import { checkCall } from '../check-call.ts'
import { deprecatedModel, malformedJson } from '../errors.ts'
import { traitsOf } from '../models.ts'
import { refused, wordIssue } from '../wording.ts'
import { checkFormat, checkTools } from './check-formats.ts'
import { checkItems } from './check-items.ts'
import { checkForModel } from './check-model.ts'
import { checkParts } from './check-parts.ts'
import type { ResponsesRules } from './parse.ts'
import type { ResponsesProfile } from './profile.ts'
import { REQUEST, type WireRequest } from './wire.ts'

/** What OpenAI refuses, in its words (openai-responses.md 8; openai-chat.md 14). */
export function openaiRules(profile: () => ResponsesProfile): ResponsesRules {
  return {
    shape: REQUEST,
    malformed: malformedJson,
    missingModel: () => refused("Missing required parameter: 'model'.", 'model', 'missing_required_parameter'),
    // Of this kind and not `not_found`: the answer comes from behind the gateway, with its headers (recorded).
    unknownModel: (model) => refused(`The requested model '${model}' does not exist.`, 'model', 'model_not_found'),
    word: wordIssue,
    checkCall,
    checkMembers,
    check(wire, { model }, { items }, call) {
      const traits = traitsOf(model)
      if (traits.status === 'retired') throw deprecatedModel(model.id)
      if (!traits.endpoints.includes('responses')) throw notServed()
      runCheck(call, 'parameters', () => {
        checkState(wire)
        checkForModel(wire, model, traits)
      })
      runCheck(call, 'tools', () => checkTools(wire))
      runCheck(call, 'format', () => checkFormat(wire, items))
      runCheck(call, 'media', () => checkParts(Array.isArray(wire.input) ? wire.input : []))
      runCheck(call, 'messages', () => checkItems(items, call.store, profile()))
    },
    reasoning(wire, { model }) {
      const traits = traitsOf(model)
      const effort = (wire.reasoning?.effort ?? traits.defaultEffort ?? 'medium') as ReasoningEffort
      if (!traits.reasoning || effort === 'none') return undefined
      return { effort, visible: Boolean(wire.reasoning?.summary ?? wire.reasoning?.generate_summary) }
    },
  }
}

/** Members of chat completions and where they went; published for `reasoning_effort`, the others likewise. */
const MOVED: Readonly<Record<string, string>> = {
  messages: 'input',
  response_format: 'text.format',
  max_tokens: 'max_output_tokens',
  max_completion_tokens: 'max_output_tokens',
  reasoning_effort: 'reasoning.effort',
  verbosity: 'text.verbosity',
}

function checkMembers(body: Readonly<Record<string, unknown>>): void {
  checkPreviousId(body['previous_response_id'])
  const moved = Object.keys(body).find((key) => Object.hasOwn(MOVED, key))
  if (moved === undefined) return
  throw refused(
    `Unsupported parameter: '${moved}'. In the Responses API, this parameter has moved to '${MOVED[moved]!}'. Try again with the new parameter. See the API documentation for more information: https://platform.openai.com/docs/api-reference/responses/create.`,
    null,
    'unsupported_parameter',
  )
}

/** Both sentences are published. */
function checkPreviousId(id: unknown): void {
  if (typeof id !== 'string') return
  const expected = /^[\w-]+$/.test(id)
    ? id.startsWith('resp')
      ? undefined
      : "an ID that begins with 'resp'."
    : 'an ID that contains letters, numbers, underscores, or dashes, but this value contained additional characters.'
  if (expected === undefined) return
  throw refused(
    `Invalid 'previous_response_id': '${id}'. Expected ${expected}`,
    'previous_response_id',
    'invalid_value',
  )
}

/** What a request continues; the words about none and about both are from memory. */
function checkState({ input, previous_response_id: previous, conversation, prompt }: WireRequest): void {
  if (typeof previous === 'string') {
    if (conversation) {
      throw refused(
        "Mutually exclusive parameters: Ensure you are only providing one of: 'previous_response_id' or 'conversation'.",
        null,
        'mutually_exclusive_parameters',
      )
    }
    return
  }
  if (conversation || prompt || (input !== undefined && input !== null)) return
  throw refused(
    'One of "input" or "previous_response_id" or \'prompt\' or \'conversation_id\' must be provided.',
    'input',
    'missing_required_parameter',
  )
}

function notServed() {
  return refused('The requested model is not supported by this endpoint.', 'model', null)
}
