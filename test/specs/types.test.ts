import { expect, test } from 'vitest'
import { providers, type ProviderName } from '../../handlers/index.ts'
import { allowed } from './allow.ts'
import { ALLOWANCES, type Allowance } from './allowances.ts'
import { typeErrors } from './check-types.ts'
import { recordedSamples, typeText, unproven } from './recorded.ts'
import { playScenes } from './scenes.ts'
import { SCHEMAS } from './schemas.ts'
import { TYPES, UNCHECKED } from './types.ts'

const PROVIDERS = [
  'openai',
  'anthropic',
  'google',
  'vertex',
  'groq',
  'together',
  'mistral',
  'openrouter',
  'ollama',
  'bedrock',
  'cohere',
] as const

const samples = await playScenes()
const values = new Map<Allowance, Set<string>>()
const made = samples.map(({ kind, value }) => ({
  kind,
  value: allowed(kind, value, ALLOWANCES, (one, found) => {
    values.set(one, (values.get(one) ?? new Set()).add(typeText(found)))
  }),
}))

test('bodies and stream events have the types of the official clients, without members that those do not know', async () => {
  expect((await typeErrors(made)).join('\n\n')).toBe('')
}, 60_000)

test('bodies and stream events pass the schemas that official clients carry, all members known', () => {
  const complaints = made.flatMap(({ kind, value }) => (SCHEMAS[kind]?.(value) ?? []).map((text) => `${kind} ${text}`))
  expect([...new Set(complaints)]).toEqual([])
})

test('every answer of an endpoint that such a provider has is checked, or is said why not', async () => {
  const kinds = new Set(samples.map(({ kind }) => kind))
  const known = [...Object.keys(TYPES), ...Object.keys(SCHEMAS), ...Object.keys(UNCHECKED)]
  expect([...kinds].filter((kind) => !known.includes(kind))).toEqual([])
  const endpointsOf = async (name: ProviderName) =>
    (await providers[name].load()).endpoints.map((endpoint) => `${name}.${endpoint.name}`)
  const endpoints = new Set((await Promise.all(PROVIDERS.map(endpointsOf))).flat())
  const asked = new Set([...kinds].map((kind) => kind.split(' ')[0]))
  expect([...endpoints].filter((endpoint) => !asked.has(endpoint) && !UNCHECKED[endpoint])).toEqual([])
})

test('every allowance is needed by some answer', () => {
  expect(ALLOWANCES.filter((one) => !values.has(one))).toEqual([])
})

const recorded = recordedSamples(new Set(ALLOWANCES.map(({ kind }) => kind.split('.')[0]!)))

test.skipIf(recorded.length === 0)('allowances that are said to be recorded are, in traffic of the real APIs', () => {
  expect(
    unproven(
      ALLOWANCES.filter(({ why }) => why === 'recorded'),
      values,
      recorded,
    ),
  ).toEqual([])
})
