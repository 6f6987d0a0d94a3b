import type { ToolCallPart } from '../completion.ts'
import type { Random } from '../random.ts'
import { promptOf, type CompletionRequest, type ToolDefinition } from '../request.ts'
import type { Invent } from './faker.ts'
import { jsonValue } from './json-value.ts'
import { promptFacts, type PromptFacts } from './prompt-facts.ts'

/** Rounds of tool use after which the model answers whatever happens. */
const MAX_ROUNDS = 8

/** The tools that the model calls now; empty: it answers. */
export function chooseTools(request: CompletionRequest, facts: PromptFacts): readonly ToolDefinition[] {
  const { tools, toolChoice } = request
  if (toolChoice === 'none' || tools.length === 0) return []
  if (typeof toolChoice === 'object') return tools.filter((tool) => tool.name === toolChoice.name)
  const ranked = tools.map((tool) => ({ tool, score: relevance(tool, facts) })).toSorted((a, b) => b.score - a.score)
  if (toolChoice === 'required') return [ranked[0]!.tool]
  const called = calledSincePrompt(request)
  if (called.rounds >= MAX_ROUNDS) return []
  const fitting = ranked.filter(({ tool, score }) => score >= 1 && !called.names.has(tool.name)).map(({ tool }) => tool)
  return request.parallelToolCalls
    ? fitting.filter((tool) => isNamed(tool, facts) || tool === fitting[0])
    : fitting.slice(0, 1)
}

/** A call with arguments that fit the tool's schema and the prompt; the dialect gives it its id. */
export function writeToolCall(tool: ToolDefinition, facts: PromptFacts, invent: Invent, random: Random): ToolCallPart {
  const context = { name: tool.name, facts, invent, random }
  if (tool.kind === 'custom')
    return {
      type: 'tool-call',
      id: '',
      name: tool.name,
      arguments: facts.quoted[0] ?? facts.text.slice(0, 200),
      kind: 'custom',
    }
  const args = jsonValue({ type: 'object', ...tool.parameters }, context)
  return { type: 'tool-call', id: '', name: tool.name, arguments: JSON.stringify(args) }
}

/** Facts of the last user text. */
export function factsOf(request: CompletionRequest): PromptFacts {
  return promptFacts(promptOf(request))
}

/** Which tools have been called since the user last spoke, and in how many rounds. */
function calledSincePrompt(request: CompletionRequest): {
  readonly rounds: number
  readonly names: ReadonlySet<string>
} {
  const start = request.messages.findLastIndex(
    (one) => one.role === 'user' && one.content.some((part) => part.type !== 'tool-result'),
  )
  const turns = request.messages.slice(start + 1).filter((one) => one.content.some((part) => part.type === 'tool-call'))
  const names = turns.flatMap((one) => one.content.flatMap((part) => (part.type === 'tool-call' ? [part.name] : [])))
  return { rounds: turns.length, names: new Set(names) }
}

/** Shared words of prompt and tool: those of its name weigh more than those of its description and parameters. */
function relevance(tool: ToolDefinition, facts: PromptFacts): number {
  const prompt = new Set(stems(facts.text))
  const own = stems(tool.name).filter((stem) => !GENERIC.has(stem))
  const described = stems(`${tool.description ?? ''} ${Object.keys(tool.parameters?.['properties'] ?? {}).join(' ')}`)
  const inName = own.filter((stem) => prompt.has(stem)).length
  const inText = new Set(described.filter((stem) => prompt.has(stem) && !own.includes(stem) && !GENERIC.has(stem))).size
  const hasMath =
    /\d\s*[-+*/x×^]\s*\d/.test(facts.text) &&
    /calc|math|add|multiply|evaluate/i.test(`${tool.name} ${tool.description ?? ''}`)
  return inName + 0.5 * inText + (hasMath ? 1 : 0)
}

function isNamed(tool: ToolDefinition, facts: PromptFacts): boolean {
  const prompt = new Set(stems(facts.text))
  return stems(tool.name).some((stem) => !GENERIC.has(stem) && prompt.has(stem))
}

const GENERIC: ReadonlySet<string> = new Set(
  'get set tool run call the for and with from into this that retur find fetch use user given value string number name input'.split(
    ' ',
  ),
)

/** Lower-case words cut to five letters, so that inflections meet. */
function stems(text: string): string[] {
  const words =
    text
      .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/\p{L}{3,}/gu) ?? []
  return words.map((word) => word.slice(0, 5))
}
