import type { Choice, ContentPart } from '../completion.ts'
import type { Model } from '../models.ts'
import { createRandom, fork, type Random, type Seed } from '../random.ts'
import { inputText, systemOf, type CompletionRequest, type ReasoningEffort } from '../request.ts'
import { finished } from '../reply/answer.ts'
import { loadFaker, type Invent } from './faker.ts'
import { jsonValue } from './json-value.ts'
import { promptFacts, type PromptFacts } from './prompt-facts.ts'
import { writeProse, writeReasoning, type Tier } from './prose.ts'
import { chooseTools, factsOf, writeToolCall } from './tool-calls.ts'

/** The seeded model that answers where no rule does: calls the fitting tools, fills the schema, or writes prose about the prompt. */
export async function simulateAnswer(request: CompletionRequest, model: Model, seed: Seed): Promise<Choice> {
  const pointAt = await loadFaker()
  const random = createRandom(fork(seed, 'text'))
  const invent = pointAt(random)
  const facts = factsOf(request)
  const answer = content(request, facts, model, invent, random)
  const reasoning = request.reasoning
    ? [writeThinking(request, facts, invent, createRandom(fork(seed, 'reasoning')), pointAt)]
    : []
  return finished([...reasoning, ...answer])
}

function content(
  request: CompletionRequest,
  facts: PromptFacts,
  model: Model,
  invent: Invent,
  random: Random,
): ContentPart[] {
  const tools = chooseTools(request, facts)
  if (tools.length > 0) return tools.map((tool) => writeToolCall(tool, facts, invent, random))
  const { responseFormat } = request
  if (responseFormat.type === 'json-schema') {
    const value = jsonValue(responseFormat.schema, { name: responseFormat.name ?? 'answer', facts, invent, random })
    return [{ type: 'text', text: JSON.stringify(value) }]
  }
  if (responseFormat.type === 'json')
    return [{ type: 'text', text: JSON.stringify(freeJson(request, facts, invent, random)) }]
  const results = toolResultsOf(request)
  if (results !== '') return [{ type: 'text', text: fromResults(results) }]
  return [{ type: 'text', text: writeProse(facts, tierOf(model), invent, random) }]
}

/** Answers from what the tools gave back. */
function fromResults(results: string): string {
  const text = results.length > 600 ? `${results.slice(0, 600)}…` : results
  return `Based on the results: ${text}`
}

function toolResultsOf(request: CompletionRequest): string {
  const start = request.messages.findLastIndex(
    (one) => one.role === 'user' && one.content.some((part) => part.type !== 'tool-result'),
  )
  const results = request.messages
    .slice(start + 1)
    .flatMap((one) => one.content.filter((part) => part.type === 'tool-result'))
  return results
    .map((result) => inputText(result.content))
    .filter(Boolean)
    .join('\n')
}

/** JSON without a schema: the keys that the instructions quote, else a plain answer. */
function freeJson(request: CompletionRequest, facts: PromptFacts, invent: Invent, random: Random): unknown {
  const instructions = promptFacts(`${systemOf(request)}\n${facts.text}`).text
  const keys = [...instructions.matchAll(/["'`]([a-z][\w]{1,40})["'`]/gi)].map(([, key]) => key!)
  const names = keys.length > 0 ? [...new Set(keys)].slice(0, 12) : ['answer']
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]))
  return jsonValue({ type: 'object', properties, required: names }, { name: 'answer', facts, invent, random })
}

const THINKING_TOKENS: Record<ReasoningEffort, number> = {
  none: 0,
  minimal: 24,
  low: 90,
  medium: 240,
  high: 700,
  xhigh: 1200,
  max: 2000,
}

function writeThinking(
  request: CompletionRequest,
  facts: PromptFacts,
  invent: Invent,
  random: Random,
  pointAt: (random: Random) => Invent,
): ContentPart {
  const { effort = 'medium', budgetTokens, visible } = request.reasoning!
  const drawn = THINKING_TOKENS[effort] * Math.exp(0.5 * random.normal())
  const tokens = Math.max(8, Math.round(Math.min(drawn, (budgetTokens ?? Number.POSITIVE_INFINITY) * 0.8)))
  if (!visible) return { type: 'reasoning', text: '', tokens }
  pointAt(random)
  return { type: 'reasoning', text: writeReasoning(facts, tokens, invent, random) }
}

function tierOf(model: Model): Tier {
  const output = model.prices.at(-1)?.outputUsdPerMillion ?? 5
  return output < 3 ? 'economy' : output < 12 ? 'balanced' : 'premium'
}
