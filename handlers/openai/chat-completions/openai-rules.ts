import { runCheck } from '../../../src/checks.ts'
import type { ReasoningEffort } from '../../../src/request.ts'
import { checkCall } from '../check-call.ts'
import { malformedJson, modelNotFound } from '../errors.ts'
import { traitsOf } from '../models.ts'
import { refused, wordIssues } from '../wording.ts'
import { checkMessages } from './check-messages.ts'
import { checkForModel, checkServed, checkTools } from './check-model.ts'
import { checkParts } from './check-parts.ts'
import { checkFormat, checkToolSchemas } from './check-schemas.ts'
import type { ParseRules } from './parse.ts'
import { REQUEST } from './wire.ts'

/** What OpenAI refuses. */
export const openaiRules: ParseRules = {
  shape: REQUEST,
  malformed: malformedJson,
  missingModel: () => refused('you must provide a model parameter', null, null),
  unknownModel: modelNotFound,
  word: wordIssues,
  checkCall,
  check(wire, { model }, call) {
    const traits = traitsOf(model)
    checkServed(wire, traits)
    runCheck(call, 'parameters', () => checkForModel(wire, model, traits))
    runCheck(call, 'tools', () => checkTools(wire))
    runCheck(call, 'messages', () => checkMessages(wire, traits))
    runCheck(call, 'media', () => checkParts(wire.messages, model, traits))
    runCheck(call, 'tools', () => checkToolSchemas(wire))
    runCheck(call, 'format', () => checkFormat(wire))
  },
  // Chat completions never show reasoning; they only count it.
  reasoning(wire, { model }) {
    const traits = traitsOf(model)
    const effort = (wire.reasoning_effort ?? traits.defaultEffort ?? 'medium') as ReasoningEffort
    return traits.reasoning && effort !== 'none' ? { effort, visible: false } : undefined
  },
}
