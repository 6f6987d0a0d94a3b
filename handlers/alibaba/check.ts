import type { ResolvedModel } from '../../src/models.ts'
import { checkToolPairs } from '../compatible/tool-pairs.ts'
import type { WireRequest } from '../openai/chat-completions/wire.ts'
import { refused } from './errors.ts'
import { algorithmRefused } from './words.ts'

/** What models and the order of messages demand, as the error reference words it; throws the first refusal. */
export function check(wire: WireRequest, { model }: ResolvedModel): void {
  const most = model.maxOutputTokens
  for (const asked of [wire.max_tokens, wire.max_completion_tokens]) {
    if (typeof asked === 'number' && (asked < 1 || asked > most))
      throw algorithmRefused(`Range of max_tokens should be [1, ${most}]`)
  }
  checkThinking(wire, model.traits?.['thinks'] === true, model.id)
  if (wire.response_format?.type === 'json_object' && !/json/i.test(JSON.stringify(wire.messages)))
    throw algorithmRefused(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    )
  checkToolPairs(wire.messages, {
    orphan: () =>
      algorithmRefused('messages with role "tool" must be a response to a preceeding message with "tool_calls".'),
    unanswered: (_, index) =>
      algorithmRefused(
        `An assistant message with "tool_calls" must be followed by tool messages responding to each "tool_call_id". The following tool_call_ids did not have response messages: message[${index}].role`,
      ),
  })
}

/** Models that always think can only be streamed; those that think unless told otherwise want to be told. */
function checkThinking(wire: WireRequest, thinks: boolean, model: string): void {
  if (wire.stream || !thinks) return
  if (model.startsWith('qwq'))
    throw refused('This model only support stream mode, please enable the stream parameter to access the model.')
  if (wire['enable_thinking'] !== false)
    throw refused('parameter.enable_thinking must be set to false for non-streaming calls')
}
