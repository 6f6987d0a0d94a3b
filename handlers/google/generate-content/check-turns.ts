import type { Model } from '../../../src/models.ts'
import { traitsOf } from '../model-traits.ts'
import { refused } from './errors.ts'
import type { WireContent, WirePart } from './wire.ts'

/** Refuses calls and responses that do not belong together, and calls of Gemini 3 that come back without their signature. */
export function checkTurns(contents: readonly WireContent[], model: Model): void {
  const current = contents.findLastIndex(({ role, parts = [] }) => role !== 'model' && parts.some(isSaid))
  for (const [index, { parts = [] }] of contents.entries()) {
    const calls = parts.filter(isCall)
    if (calls.length === 0) continue
    const before = contents[index - 1]
    if (!before || before.role === 'model') throw refused(MISPLACED_CALL)
    const after = contents[index + 1]
    if (!after) throw refused(MISPLACED_CALL)
    const responses = (after.parts ?? []).filter((part) => part.functionResponse !== undefined)
    if (responses.length !== calls.length) throw refused(UNEQUAL)
    if (index > current && traitsOf(model).generation === '3') checkSignature(calls[0]!, index)
  }
  checkOrphans(contents)
}

const MISPLACED_CALL =
  'Please ensure that function call turn comes immediately after a user turn or after a function response turn.'
const MISPLACED_RESPONSE = 'Please ensure that function response turn comes immediately after a function call turn.'
const UNEQUAL =
  'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.'

function checkOrphans(contents: readonly WireContent[]): void {
  for (const [index, { parts = [] }] of contents.entries()) {
    if (!parts.some((part) => part.functionResponse !== undefined)) continue
    const before = contents[index - 1]
    if (!before?.parts?.some(isCall)) throw refused(MISPLACED_RESPONSE)
  }
}

function isCall(part: WirePart): boolean {
  return part.functionCall !== undefined
}

/** Whether a part is something that a user says, and not what a tool gave back. */
function isSaid(part: WirePart): boolean {
  return part.functionResponse === undefined
}

function checkSignature({ functionCall, thoughtSignature }: WirePart, index: number): void {
  if (thoughtSignature) return
  throw refused(
    `Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${functionCall?.name ?? ''}\` , position ${index + 1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.`,
    { hint: "Send the model's parts back as they came, thoughtSignature included." },
  )
}
