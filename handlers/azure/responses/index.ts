import { textOf } from '../../../src/completion.ts'
import { responses } from '../../openai/responses/index.ts'
import { openaiProfile } from '../../openai/responses/openai-profile.ts'
import { openaiIds } from '../../openai/responses/ids.ts'
import type { ResponsesExchange, ResponsesProfile } from '../../openai/responses/profile.ts'
import { openaiResponse } from '../../openai/responses/response-object.ts'
import { storedResponses } from '../../openai/responses/stored-responses.ts'
import { streamError } from '../errors.ts'
import { answerFilters, PROMPT_FILTERS } from '../filters.ts'

const BLOCKED = 'content-filter'

/** What the filters looked at, by characters, and what they found (recorded August 2026). */
function filtersOf({ outcome, prompt }: ResponsesExchange): readonly object[] {
  const looked = (source: string, results: object, length: number, blocked = false) => ({
    blocked,
    source_type: source,
    content_filter_raw: [],
    content_filter_results: results,
    content_filter_offsets: { start_offset: 0, end_offset: length, check_offset: 0 },
  })
  const { hate, jailbreak, self_harm, sexual, violence } = PROMPT_FILTERS[0]!.content_filter_results
  const isBlocked = outcome.finishReason === BLOCKED
  const found = answerFilters(isBlocked) as Readonly<Record<string, unknown>>
  const { protected_material_code, protected_material_text, ...harms } = found
  const answer = {
    protected_material_code,
    protected_material_text,
    hate: harms['hate'],
    sexual: harms['sexual'],
    violence: harms['violence'],
    self_harm: harms['self_harm'],
  }
  return [
    looked('prompt', { hate, sexual, violence, self_harm, jailbreak }, prompt.length),
    looked('completion', answer, textOf(outcome).length, isBlocked),
  ]
}

/** OpenAI's responses with what the filters found, and without who pays. */
export const profile: ResponsesProfile = {
  ...openaiProfile,
  failure(error, exchange) {
    // Every error of the wording has both.
    const told = (
      streamError(error, exchange) as { readonly error: { readonly code: string | null; readonly message: string } }
    ).error
    return { event: { error: told }, response: { error: { code: told.code ?? 'server_error', message: told.message } } }
  },
  response(exchange, stage, output, isEvent) {
    const body = openaiResponse(exchange, openaiIds.response(exchange), stage, output, isEvent)
    const found = stage === 'done' ? filtersOf(exchange) : null
    const entries = Object.entries(body).filter(([name]) => name !== 'billing')
    return Object.fromEntries(
      entries.flatMap(([name, value]) =>
        name === 'completed_at'
          ? [
              [name, value],
              ['content_filters', found],
            ]
          : [[name, name === 'model' ? exchange.request.model : value]],
      ),
    )
  },
}

/** POST /responses. */
export const azureResponses = responses(profile)

/** What has been made: read, delete, cancel, list what was read. */
export const storedAtAzure = storedResponses(profile)
