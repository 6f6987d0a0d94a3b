import type { Choice, ContentPart } from '../completion.ts'
import type { Model } from '../models.ts'
import { createRandom, fork, type Random, type Seed } from '../random.ts'
import { systemOf, type CompletionRequest } from '../request.ts'
import { finished } from '../reply/answer.ts'
import { factsOf, progressOf } from './conversation.ts'
import { loadFaker, withFaker, type Invent } from './faker.ts'
import type { PromptFacts } from './prompt-facts.ts'
import type { Tier } from './prose.ts'

/** The seeded model that answers where no rule does: calls the fitting tools, fills the schema, or writes prose about the prompt. */
export async function simulateAnswer(request: CompletionRequest, model: Model, seed: Seed): Promise<Choice> {
  const facts = factsOf(request)
  const hasTools = request.toolChoice !== 'none' && request.tools.length > 0
  const { toolCalls } = hasTools ? await import('./tool-calls.ts') : { toolCalls: undefined }
  const writer = await loadWriter(request, model, facts)
  const tools = (request.serverTools?.length ?? 0) > 0 ? await import('./server-tools.ts') : undefined
  const isQuoting = (request.citable?.length ?? 0) > 0 && request.responseFormat.type === 'text'
  const quoter = isQuoting ? await import('./quoted-sources.ts') : undefined
  const painter = request.picture ? await import('./drawing.ts') : undefined
  const thinking = request.reasoning ? await import('./thinking.ts') : undefined
  const drawn = () => painter && [painter.drawing(request.picture!, fork(seed, 'picture'))]
  return withFaker((pointAt) => {
    const random = createRandom(fork(seed, 'text'))
    const invent = () => pointAt(random)
    const calls = toolCalls?.(request, facts, invent, random) ?? []
    const write = () => writer({ invent, random })
    const answer: readonly ContentPart[] =
      calls.length > 0
        ? calls
        : (tools?.answerByServerTool({ request, facts, random, write }) ??
          drawn() ??
          (quoter ? [quoter.answerFromSources(request, write)] : [{ type: 'text', text: write() }]))
    const reasoning = thinking?.writeThinking(request, facts, createRandom(fork(seed, 'reasoning')))
    return finished(reasoning ? [reasoning, ...answer] : answer)
  })
}

/** Sources of chance of one answer. */
interface Chance {
  readonly invent: () => Invent
  readonly random: Random
}

/** What writes the text of an answer; each kind of text is loaded when it is first asked for. */
async function loadWriter(
  request: CompletionRequest,
  model: Model,
  facts: PromptFacts,
): Promise<(chance: Chance) => string> {
  const { responseFormat } = request
  const system = systemOf(request)
  const isSparse = EXTRACTS.test(`${system.slice(0, 2_000)} ${facts.text.slice(0, 2_000)}`)
  const contextOf = (chance: Chance) => ({ name: 'answer', facts, ...chance, used: new Set<string>(), isSparse })
  if (responseFormat.type === 'json-schema') {
    const { jsonValue } = await import('./json-value.ts')
    const { schema, name = 'answer' } = responseFormat
    return (chance) => JSON.stringify(jsonValue(schema, { ...contextOf(chance), name }))
  }
  const instructions = `${system}\n${facts.text}`
  if (responseFormat.type === 'json' || ASKS_FOR_JSON.test(instructions)) {
    const { freeJson } = await import('./free-json.ts')
    return (chance) => JSON.stringify(freeJson(instructions, contextOf(chance)))
  }
  const { calls } = progressOf(request)
  if (calls.length > 0) {
    const { answerFromResults } = await import('./result-text.ts')
    return ({ random }) => answerFromResults(calls, facts, random)
  }
  const { writeProse } = await import('./prose.ts')
  return (chance) => writeProse({ facts, system, tier: tierOf(model), ...chance })
}

/** Extraction leaves out what the text does not state. */
const EXTRACTS = /\b(?:extract|parse|pull out)\b/i

const ASKS_FOR_JSON =
  /\b(?:reply|respond|answer|return|output|format)\b[^.\n]{0,40}\b(?:in|as|with|only|valid|a)\b[^.\n]{0,30}\bjson\b(?!\s*schema\b)/i

function tierOf(model: Model): Tier {
  const output = model.prices.at(-1)?.outputUsdPerMillion ?? 5
  return output < 3 ? 'economy' : output < 12 ? 'balanced' : 'premium'
}

/** Loads every part that an answer may ask for, so that none of them costs time later. */
export async function loadModel(): Promise<void> {
  const parts = [
    import('./tool-calls.ts'),
    import('./thinking.ts'),
    import('./json-value.ts'),
    import('./free-json.ts'),
    import('./result-text.ts'),
    import('./prose.ts'),
    import('./server-tools.ts'),
    import('./drawing.ts'),
    import('./quoted-sources.ts'),
  ]
  await Promise.all([loadFaker(), ...parts])
}
