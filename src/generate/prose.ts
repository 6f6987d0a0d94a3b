import type { Random } from '../random.ts'
import type { Invent } from './faker.ts'
import type { PromptFacts } from './prompt-facts.ts'

/** How much a model writes: the share of the usual length. */
export type Tier = 'economy' | 'balanced' | 'premium'

const SENTENCES: Record<Tier, readonly [number, number]> = {
  economy: [1, 3],
  balanced: [2, 5],
  premium: [3, 7],
}

/** Text about the prompt's subject, as long as the tier writes; a list or a code block where one is asked for. */
export function writeProse(facts: PromptFacts, tier: Tier, invent: Invent, random: Random): string {
  const [min, max] = SENTENCES[tier]
  const sentences = Array.from({ length: random.integer(min, max) }, () => sentence(facts, invent, random))
  const blocks = [sentences.join(' ')]
  if (/\b(?:list|steps|bullet|options|examples|ideas)\b/i.test(facts.text))
    blocks.push(bulletList(facts, invent, random))
  if (/\b(?:code|function|implement|script|snippet)\b/i.test(facts.text)) blocks.push(codeBlock(facts, invent))
  return blocks.join('\n\n')
}

/** Thinking aloud of about `tokens` tokens. */
export function writeReasoning(facts: PromptFacts, tokens: number, invent: Invent, random: Random): string {
  const sentences = ['Let me work out what is asked here.']
  // A sentence of this kind has some twelve tokens.
  while (sentences.length * 12 < tokens) sentences.push(sentence(facts, invent, random))
  return sentences.join(' ')
}

type Frame = (topic: string, invent: Invent) => string

const FRAMES: readonly Frame[] = [
  (topic, invent) => `In short, ${topic} comes down to the ${invent.word.adjective()} ${invent.word.noun()} behind it.`,
  (topic, invent) => `The ${invent.word.adjective()} part of ${topic} is how it shapes the ${invent.word.noun()}.`,
  (topic, invent) =>
    `Most people who look into ${topic} start with the ${invent.word.noun()} and then compare a second ${invent.word.noun()}.`,
  (topic, invent) =>
    `A ${invent.word.adjective()} way to think about ${topic} is as a ${invent.word.noun()} that changes with the ${invent.word.noun()}.`,
  (topic, invent) =>
    `When ${topic} matters, the ${invent.word.noun()} should come ${invent.word.adverb()} before the ${invent.word.noun()}.`,
  (topic, invent) =>
    `There is also the question of ${topic}, which depends ${invent.word.adverb()} on the ${invent.word.noun()}.`,
  (topic, invent) => `It helps to keep ${topic} apart from the ${invent.word.adjective()} ${invent.word.noun()}.`,
]

function sentence(facts: PromptFacts, invent: Invent, random: Random): string {
  return random.pick(FRAMES)(topicOf(facts, invent, random), invent)
}

function topicOf(facts: PromptFacts, invent: Invent, random: Random): string {
  const candidates = [...facts.names.slice(0, 4), ...facts.topics.slice(0, 6)]
  return candidates.length > 0 ? random.pick(candidates) : `the ${invent.word.noun()}`
}

function bulletList(facts: PromptFacts, invent: Invent, random: Random): string {
  const asked = facts.numbers.find((number) => Number.isInteger(number) && number >= 1 && number <= 20)
  const items = Array.from({ length: asked ?? random.integer(3, 5) }, (_, index) => {
    const topic = topicOf(facts, invent, random)
    return `${index + 1}. **${invent.word.adjective()} ${invent.word.noun()}**: relates to ${topic}.`
  })
  return items.join('\n')
}

function codeBlock(facts: PromptFacts, invent: Invent): string {
  const name = (facts.topics[0] ?? invent.word.noun()).replaceAll(/[^a-z]/g, '')
  return `\`\`\`ts\nexport function ${name || 'example'}(input: string): string {\n  return input.trim()\n}\n\`\`\``
}
