import type { ReasoningEffort } from '../../../src/request.ts'
import { malformedJson, modelNotFound } from '../errors.ts'
import { traitsOf } from '../models.ts'
import { refused, wordIssues } from '../wording.ts'
import { checkMessages } from './check-messages.ts'
import { checkForModel } from './check-model.ts'
import { checkSchemas } from './check-schemas.ts'
import type { ParseRules } from './parse.ts'
import { REQUEST } from './wire.ts'

/** What OpenAI refuses. */
export const openaiRules: ParseRules = {
  shape: REQUEST,
  malformed: malformedJson,
  missingModel: () => refused('you must provide a model parameter', null, null),
  unknownModel: modelNotFound,
  word: wordIssues,
  check(wire, { model }) {
    const traits = traitsOf(model)
    checkForModel(wire, model, traits)
    checkMessages(wire, traits)
    checkSchemas(wire)
  },
  // Chat completions never show reasoning; they only count it.
  reasoning(wire, { model }) {
    const traits = traitsOf(model)
    const effort = (wire.reasoning_effort ?? traits.defaultEffort ?? 'medium') as ReasoningEffort
    return traits.reasoning && effort !== 'none' ? { effort, visible: false } : undefined
  },
}
