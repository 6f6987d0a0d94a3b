import type { ApiError } from '../../../src/errors.ts'
import type { ReasoningEffort } from '../../../src/request.ts'
import { jsonTypeOf, type Issue, type JsonType, type Path } from '../../../src/validation.ts'
import { callChecks } from '../../compatible/call-checks.ts'
import type { ParseRules } from '../../openai/chat-completions/parse.ts'
import type { WireRequest } from '../../openai/chat-completions/wire.ts'
import { modelNotFound, refused } from '../errors.ts'
import { traitsOf, type GroqReasoning } from '../models.ts'
import { checkForModel } from './check-model.ts'
import { formatOf } from './reasoning-format.ts'
import { REQUEST } from './wire.ts'

/** 20 MB, for requests with images (its documentation of vision); of other bodies no limit is known. */
const MOST_BYTES = 20_971_520

function tooLarge(): ApiError {
  return refused('Request Entity Too Large').with({ status: 413, code: 'request_too_large' })
}

/** What Groq refuses. */
export const rules: ParseRules = {
  shape: REQUEST,
  checkCall: callChecks({ mostBytes: MOST_BYTES, tooLarge }),
  malformed: (detail) => refused(`could not parse request body as JSON${detail ? `: ${detail}` : ''}`),
  missingModel: () => refused("'model' : property 'model' is missing"),
  unknownModel: modelNotFound,
  word: (issues, call) => wordIssue(issues[0]!, issues, call.json),
  check: (wire, { model }) => checkForModel(wire, model, traitsOf(model)),
  reasoning(wire, { model }) {
    const traits = traitsOf(model)
    if (!traits.reasoning || wire.reasoning_effort === 'none') return undefined
    return { effort: EFFORT[traits.reasoning](wire), visible: formatOf(wire, traits) !== 'hidden' }
  },
}

const EFFORT: Record<GroqReasoning, (wire: WireRequest) => ReasoningEffort> = {
  // Checked against the model's efforts before.
  'gpt-oss': (wire) => (wire.reasoning_effort ?? 'medium') as ReasoningEffort,
  qwen: () => 'medium',
  r1: () => 'medium',
}

const TYPES: Record<JsonType, string> = {
  null: 'null',
  boolean: 'a boolean',
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  array: 'an array',
  object: 'an object',
}

/** One issue in Groq's words: `'path' : what`, wrapped for messages by their role. */
function wordIssue(issue: Issue, issues: readonly Issue[], body: unknown): ApiError {
  const { path } = issue
  const [first, index] = path
  const said = wording(issue)
  if (first !== 'messages' || typeof index !== 'number' || path.at(-1) === 'role') return refused(said)
  // Read as far as it goes, whatever it is.
  const role = (body as Partial<WireRequest> | undefined)?.messages?.[index]?.role ?? 'user'
  const all = issues.filter(({ path: other }) => other[0] === 'messages' && other[1] === index).map(wording)
  return refused(
    `'messages.${index}' : for 'role:${role}' the following must be satisfied[${all.map((one) => `(${one})`).join(', ')}]`,
  )
}

function wording(issue: Issue): string {
  const path = issue.path
  const name = `'${path.join('.')}'`
  const owner = `'${parentOf(path)}'`
  switch (issue.kind) {
    case 'missing':
      return `${owner} : property '${String(path.at(-1))}' is missing`
    case 'unknown':
      return path.length === 1
        ? `property '${String(path[0])}' is unsupported`
        : `${owner} : property '${String(path.at(-1))}' is unsupported`
    case 'type':
      return `${name} : value must be ${issue.expected.map((one) => TYPES[one as JsonType] ?? 'an array').join(' or ')}`
    case 'range':
      return `${name} : number must be ${issue.side === 'below' ? 'at least' : 'at most'} ${issue.bound}${path[0] === 'n' ? ' right now' : ''}`
    case 'choice':
      return `${name} : value must be one of ${JSON.stringify(issue.allowed)}${jsonTypeOf(issue.value) === 'string' ? '' : ` and ${TYPES.string}`}`
    case 'length':
      return issue.of === 'array'
        ? `${name} : ${issue.side === 'below' ? 'minimum' : 'maximum'} number of items is ${issue.bound}`
        : `${name} : string length must be ${issue.side === 'below' ? 'at least' : 'at most'} ${issue.bound}`
    case 'pattern':
      return `${name} : value must match the pattern '${issue.pattern}'`
  }
}

/** The place that a member is missing from; the top has the member's own name. */
function parentOf(path: Path): string {
  return path.length === 1 ? String(path[0]) : path.slice(0, -1).join('.')
}
