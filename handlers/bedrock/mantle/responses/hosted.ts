import { cutByToken } from '../../../../src/chunking.ts'
import { drawId, HEX } from '../../../../src/ids.ts'
import { deltaTextOf } from '../../../../src/stream.ts'
import { float } from '../../../openai/responses/json.ts'
import type { ResponseIds } from '../../../openai/responses/ids.ts'
import { openaiRules } from '../../../openai/responses/openai-rules.ts'
import { parseResponses, type ResponsesRules } from '../../../openai/responses/parse.ts'
import type { ResponsesExchange, ResponsesProfile, Stage } from '../../../openai/responses/profile.ts'
import { openaiResponse } from '../../../openai/responses/response-object.ts'
import { BASE32 } from '../../ids.ts'
import { checkRoute, unknownModel } from '../errors.ts'
import { voice } from './voice.ts'

type Members = Readonly<Record<string, unknown>>

/** A response's id: 52 characters of base 32 (recorded). */
export function responseId({ seed }: ResponsesExchange): string {
  return `resp_${drawId(seed, 'response', 52, BASE32)}`
}

/** Calls are named by their place among the items, which is their place in the answer (recorded). */
const ids: ResponseIds = {
  response: responseId,
  item: ({ seed }, prefix, name) => `${prefix}_${drawId(seed, `${prefix} ${name}`, 32, HEX)}`,
  call: (_, name) => `call_${/\d+$/.exec(name)?.[0] ?? '0'}`,
}

const openai = openaiRules(() => hosted)

const rules: ResponsesRules = {
  ...openai,
  unknownModel,
  check(wire, resolved, conversing, call) {
    checkRoute(resolved.model.id, 'openai', call.url.pathname)
    openai.check?.(wire, resolved, conversing, call)
  },
}

/** OpenAI's own models on Bedrock: OpenAI's responses with members by name and padding that pads nothing (recorded July 2026). */
export const hosted: ResponsesProfile = {
  ...voice,
  path: '/openai/v1/responses',
  parse: (call) => parseResponses(call, rules, hosted),
  ids,
  response,
  item: itemMembers,
  obfuscates: 'empty',
  reasoning: 'summary',
  hasPhase: ({ model }) => /gpt-5\.[4-9]/.test(model!.model.id),
  cut: (_, tokenizer) => (part) => cutByToken(deltaTextOf(part), tokenizer),
}

function response(exchange: ResponsesExchange, stage: Stage, output: readonly object[], isEvent: boolean): object {
  const { wire } = exchange.request
  const {
    tool_usage: _,
    reasoning,
    tools,
    ...rest
  } = openaiResponse(exchange, responseId(exchange), stage, output, isEvent) as Members
  const { context, effort, summary } = reasoning as Members
  return {
    ...rest,
    prompt_cache_retention: wire.prompt_cache_retention ?? 'in_memory',
    reasoning: { summary, effort, context },
    tools: (tools as readonly Members[]).map(({ output_schema: __, ...tool }) => tool),
    top_p: float(wire.top_p ?? 0.98),
  }
}

/** Reasoning has no content of its own here. */
function itemMembers(item: object): object {
  const { content: _, ...rest } = item as Members
  return rest['type'] === 'reasoning' ? rest : item
}
