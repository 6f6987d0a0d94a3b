import type { ToolCallPart } from '../completion.ts'
import type { Random } from '../random.ts'
import type { CompletionRequest, JsonSchema, ToolDefinition } from '../request.ts'
import { progressOf, type PastCall } from './conversation.ts'
import type { Invent } from './faker.ts'
import { isSmallTalk } from './greeting.ts'
import { jsonValue } from './json-value.ts'
import type { PromptFacts } from './prompt-facts.ts'
import { isObject, typesOf } from './schema-check.ts'
import { factsFor } from './string-value.ts'
import { asksForFacts, FITTING, isBetter, isGeneralSearch, isMeant, relevance } from './tool-relevance.ts'
import type { ValueContext } from './value-context.ts'

/** Rounds of tool use after which the model answers whatever happens. */
const MAX_ROUNDS = 8
/** Calls of one tool that one prompt leads to. */
const MAX_LOOKUPS = 8

/** Calls that one prompt wants of one tool; `subject` is the fact by which several calls differ. */
interface Wanted {
  readonly tool: ToolDefinition
  readonly subject: string | undefined
  /** Facts that are the other calls', not this one's. */
  readonly others: readonly string[]
}

/** The tool calls that the model makes now; empty: it answers. The dialect gives them their ids. */
export function toolCalls(
  request: CompletionRequest,
  facts: PromptFacts,
  invent: () => Invent,
  random: Random,
): readonly ToolCallPart[] {
  const context = { name: '', facts, invent, random, used: new Set<string>(), isSparse: true }
  const chosen = chooseCalls(request, context)
  return (request.parallelToolCalls ? chosen : chosen.slice(0, 1)).map((one) => writeCall(one, context))
}

function chooseCalls(request: CompletionRequest, context: ValueContext): readonly Wanted[] {
  const { tools, toolChoice } = request
  if (toolChoice === 'none' || tools.length === 0) return []
  const { rounds, calls } = progressOf(request)
  const open = (tool: ToolDefinition) => remaining(wantedOf(tool, context), calls)
  if (typeof toolChoice === 'object') {
    const named = tools.filter((tool) => tool.name === toolChoice.name)
    return named.flatMap((tool) => (open(tool).length > 0 ? open(tool) : wantedOf(tool, context).slice(0, 1)))
  }
  const ready = rounds < MAX_ROUNDS ? readyCalls(fittingTools(request, context.facts), calls, context, open) : []
  if (ready.length > 0 || toolChoice === 'auto') return ready
  const best = ranked(tools, context.facts)[0]!.tool
  return wantedOf(best, context).slice(0, 1)
}

function ranked(tools: readonly ToolDefinition[], facts: PromptFacts) {
  return tools.map((tool) => ({ tool, score: relevance(tool, facts) })).toSorted((a, b) => b.score - a.score)
}

/** The tools that the prompt asks for, the best first: all that it means, else the best that fits, else one that looks things up. */
function fittingTools({ tools }: CompletionRequest, facts: PromptFacts): readonly ToolDefinition[] {
  if (isSmallTalk(facts.text)) return []
  const order = ranked(tools, facts)
  const fitting = order.filter(({ score }) => score >= FITTING).map(({ tool }) => tool)
  const meant = fitting.filter((tool, index) => index === 0 || isMeant(tool, facts))
  const best = meant.filter((tool) => !meant.some((other) => isBetter(other, tool, facts)))
  if (best.length > 0) return best
  return asksForFacts(facts) ? tools.filter(isGeneralSearch).slice(0, 1) : []
}

/** The calls that can be made now: tools whose arguments come out of other tools' results wait for these. */
function readyCalls(
  fitting: readonly ToolDefinition[],
  calls: readonly PastCall[],
  context: ValueContext,
  open: (tool: ToolDefinition) => readonly Wanted[],
): readonly Wanted[] {
  const left = fitting.filter((tool) => open(tool).length > 0)
  const independent = left.filter((tool) => !isWaiting(tool, context))
  if (independent.length > 0) return independent.flatMap(open)
  // What was to come of a failed call never comes.
  if (calls.some((call) => call.isError)) return []
  return left.slice(0, 1).flatMap(open)
}

/** Names of arguments that people rarely state and other tools give. */
const HANDED_ON =
  /(?:^|_)ids?$|[a-z]Ids?$|token|reference|^lat|^lon|^lng|e-?mail|recipient|^(?:text|content|document|documents|results?|data|articles|notes|body)$/

function isWaiting({ parameters }: ToolDefinition, context: ValueContext): boolean {
  const { properties, required } = parameters ?? {}
  if (!isObject(properties) || !Array.isArray(required)) return false
  const { known, found } = context.facts
  return required.map(String).some((name) => {
    const schema = properties[name]
    const key = name.toLowerCase().replaceAll(/[_-]/g, '')
    if (!isObject(schema) || !HANDED_ON.test(name) || known.has(key) || found.has(key)) return false
    return factsFor(schema, { ...context, name }).length === 0
  })
}

/** All calls of a tool that the prompt wants: one, or one for each of several places, codes or expressions that it joins. */
function wantedOf(tool: ToolDefinition, context: ValueContext): readonly Wanted[] {
  const { subjects, facts } = subjectsOf(tool.parameters, context)
  if (subjects.length < 2) return [{ tool, subject: undefined, others: [] }]
  return subjects.map((subject) => ({ tool, subject, others: facts.filter((one) => one !== subject) }))
}

/** Facts for one property, and those of them that are looked up one by one. */
interface Subjects {
  readonly subjects: readonly string[]
  readonly facts: readonly string[]
}

function subjectsOf(parameters: JsonSchema | undefined, context: ValueContext): Subjects {
  const { properties } = parameters ?? {}
  if (!isObject(properties)) return { subjects: [], facts: [] }
  const lists = Object.entries(properties)
    .filter(([, schema]) => isObject(schema) && typesOf(schema).includes('string'))
    .map(([name, schema]) => factsFor(schema, { ...context, name }))
    .map((facts) => ({ facts, subjects: joined(facts, context.facts.text).slice(0, MAX_LOOKUPS) }))
    .filter(({ subjects }) => subjects.length > 1)
  // Two properties that share the facts are a pair, such as origin and destination.
  return lists.length === 1 ? lists[0]! : { subjects: [], facts: [] }
}

/** The leading facts that the text lists: `Paris, Rome and Oslo`. */
function joined(list: readonly string[], text: string): readonly string[] {
  // `Order 17 and order 18` says again what it lists.
  const [noun = ''] = /\p{L}+(?=\s+["'“]?$)/u.exec(text.slice(0, Math.max(0, text.indexOf(list[0] ?? '')))) ?? []
  const inOrder = list.filter((one) => text.includes(one)).toSorted((a, b) => text.indexOf(a) - text.indexOf(b))
  const end = inOrder.findIndex((one, index) => {
    const next = inOrder[index + 1]
    if (next === undefined) return true
    const between = text.slice(text.indexOf(one) + one.length, text.indexOf(next)).replace(`${noun} `, '')
    return !/^["'”]?\s*(?:,|&|;|\band\b|\bor\b|\bvs\.?|\bversus\b|\bund\b|\bet\b|\by\b|\be\b)[\s,]*(?:(?:and|in|of|for|the|with|what is|at)\s+){0,3}["'“]?$/i.test(
      between,
    )
  })
  const run = inOrder.slice(0, end + 1)
  return run.length > 1 ? run : list.slice(0, 1)
}

/** The wanted calls that have not been made: failed ones count as made. */
function remaining(wanted: readonly Wanted[], calls: readonly PastCall[]): readonly Wanted[] {
  const made = calls.filter(({ name }) => wanted.some(({ tool }) => tool.name === name))
  if (made.length >= wanted.length) return []
  return wanted.filter(({ subject }) => subject === undefined || !made.some((call) => call.arguments.includes(subject)))
}

function writeCall({ tool, others }: Wanted, context: ValueContext): ToolCallPart {
  const { facts } = context
  const call = { type: 'tool-call', id: '', name: tool.name } as const
  if (tool.kind === 'custom') {
    return { ...call, arguments: facts.quoted[0] ?? facts.text.slice(0, 200), kind: 'custom' }
  }
  const inner = { ...context, name: tool.name, used: new Set(others) }
  return { ...call, arguments: JSON.stringify(jsonValue({ type: 'object', ...tool.parameters }, inner)) }
}
