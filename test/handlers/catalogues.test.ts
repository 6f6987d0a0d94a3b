import { expect, test } from 'vitest'
import { providers } from '../../handlers/registry.ts'
import type { Model, Price } from '../../src/models.ts'

/** What a model may lack, with the reason: patterns of `provider:model`. */
type Reasons = Readonly<Record<string, RegExp>>

const OPENAI = /^(?:openai|azure):/.source
const openai = (names: string): RegExp => new RegExp(`${OPENAI}(?:${names})$`)

const NO_WINDOW: Reasons = {
  'draws: a prompt has a limit in characters': openai(String.raw`gpt-image-[\d.]+(?:-mini)?|dall-e-[23]`),
  'draws, too': /^together:black-forest-labs\//,
  'reads aloud: limited in characters': openai(String.raw`tts-1(?:-hd)?|gpt-4o-mini-tts`),
  'listens: limited in megabytes': openai('whisper-1|gpt-transcribe'),
  'judges a list of texts, each by itself': openai('omni-moderation-.+'),
}

const NO_CAPABILITY: Reasons = {
  'ranks documents': /rerank|Llama-Rank/i,
  'judges texts': /moderation/,
  draws: /:(?:gpt-image-|dall-e-)|:black-forest-labs\/|^xai:grok-imagine-/,
}

const NO_PRICE: Reasons = {
  'free of charge': /^(?:openai|azure):omni-moderation-|^(?:google|vertex):text-embedding-004$/,
  'billed by the image': /:dall-e-|:black-forest-labs\/|^xai:grok-imagine-/,
  'billed by the character, page or minute': new RegExp(
    `${openai('tts-1(?:-hd)?|whisper-1').source}|^groq:whisper-|^mistral:voxtral-mini-|^mistral:mistral-ocr-`,
  ),
  'not in the list of prices': openai('gpt-transcribe|gpt-4o-transcribe-diarize'),
  'billed by the search, which the endpoint counts': /^cohere:rerank-|^openrouter:cohere\/rerank-/,
  'runs on one’s own machine': /^ollama:/,
}

const NO_STREAM: Reasons = { 'answers whole': openai('o1-pro') }

const named = Object.entries(providers).flatMap(([provider, { models }]) =>
  models.models.map((model) => ({ provider, model, name: `${provider}:${model.id}` })),
)

/** Models that lack something without a reason, and reasons that no model needs. */
function unexplained(lacks: (model: Model) => boolean, reasons: Reasons): readonly string[] {
  const names = named.filter(({ model }) => lacks(model)).map(({ name }) => name)
  const patterns = Object.entries(reasons)
  return [
    ...names.filter((name) => !patterns.some(([, pattern]) => pattern.test(name))),
    ...patterns
      .filter(([, pattern]) => !names.some((name) => pattern.test(name)))
      .map(([reason]) => `unused: ${reason}`),
  ]
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

function isSane({ inputUsdPerMillion: input, outputUsdPerMillion: output, since }: Price): boolean {
  return (
    input >= 0 && output >= 0 && input + output > 0 && input + output < 2000 && (since === undefined || DAY.test(since))
  )
}

test.each(Object.entries(providers))(
  '%s has models, each with names of its own that resolve to it',
  (_, { models }) => {
    expect(models.models.length).toBeGreaterThan(3)
    const taken = new Map<string, string>()
    for (const model of models.models) {
      const names = new Set([model.id, ...(model.aliases ?? []), ...(model.snapshots ?? [])])
      for (const name of names) {
        expect(models.resolve(name)?.model.id, name).toBe(model.id)
        expect(taken.get(name), `${name} is a name of two models`).toBeUndefined()
        taken.set(name, model.id)
      }
    }
  },
)

test('every model has a window, or a reason', () => {
  expect(unexplained(({ contextWindow }) => !(contextWindow > 0), NO_WINDOW)).toEqual([])
})

test('every model has a capability, each once, or a reason', () => {
  expect(unexplained(({ capabilities }) => capabilities.length === 0, NO_CAPABILITY)).toEqual([])
  const twice = named.filter(({ model }) => new Set(model.capabilities).size < model.capabilities.length)
  expect(twice.map(({ name }) => name)).toEqual([])
})

test('every model has prices, sane ones in the order of their days, or a reason', () => {
  expect(unexplained(({ prices }) => prices.length === 0, NO_PRICE)).toEqual([])
  const odd = named.filter(({ model: { prices } }) => {
    const days = prices.map(({ since }) => since ?? '')
    return !prices.every(isSane) || days.join() !== days.toSorted().join()
  })
  expect(odd.map(({ name }) => name)).toEqual([])
})

test('every model that chats streams, or has a reason', () => {
  const answersWhole = ({ capabilities }: Model) => capabilities.includes('chat') && !capabilities.includes('streaming')
  expect(unexplained(answersWhole, NO_STREAM)).toEqual([])
})

test('every model that chats has a limit to its answers, within the window', () => {
  const odd = named.filter(({ model }) => {
    const { capabilities, contextWindow, maxOutputTokens, maxInputTokens = 1 } = model
    if (!capabilities.includes('chat')) return false
    return !(
      Number.isInteger(maxOutputTokens) &&
      maxOutputTokens > 0 &&
      maxOutputTokens <= contextWindow &&
      maxInputTokens <= contextWindow
    )
  })
  expect(odd.map(({ name }) => name)).toEqual([])
})

test('every model with tools, JSON or thoughts chats, and an embedding model does not', () => {
  const chatty = ['tools', 'json', 'json_schema', 'reasoning'] as const
  const odd = named.filter(({ model: { capabilities } }) => {
    const chats = capabilities.includes('chat')
    return (
      (!chats && chatty.some((one) => capabilities.includes(one))) || (chats && capabilities.includes('embeddings'))
    )
  })
  expect(odd.map(({ name }) => name)).toEqual([])
})

test('days of release are days', () => {
  const odd = named.filter(
    ({ model: { released } }) => released !== undefined && !(DAY.test(released) && Date.parse(released) > 0),
  )
  expect(odd.map(({ name }) => name)).toEqual([])
})
