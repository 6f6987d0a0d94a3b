import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadFaker } from '../../src/generate/faker.ts'
import { FORMATS } from '../../src/generate/formats.ts'
import { jsonValue } from '../../src/generate/json-value.ts'
import { promptFacts } from '../../src/generate/prompt-facts.ts'
import { createRandom } from '../../src/random.ts'
import { schemas } from './schema-arbitrary.ts'
import { DRAFT_07, SCHEMAS } from './schemas.ts'

const pointAt = await loadFaker()
const PROMPTS = [
  'Tell me about the sea.',
  'Book 3 nights in "Casa Azul" in Lisbon from 2026-03-04 for ada@example.com, at most $120.',
]

function valueFor(schema: unknown, seed: number, prompt = PROMPTS[seed % PROMPTS.length]!) {
  const random = createRandom(seed)
  const context = {
    name: 'answer',
    facts: promptFacts(prompt),
    invent: () => pointAt(random),
    random,
    used: new Set<string>(),
    isSparse: seed % 3 === 2,
  }
  return jsonValue(schema, context)
}

const options = { strict: false, validateFormats: true, allErrors: false } as const
const ajv2020 = new Ajv2020(options)
const ajv07 = new Ajv(options)
for (const ajv of [ajv2020, ajv07]) for (const [name, { test }] of Object.entries(FORMATS)) ajv.addFormat(name, test)

function expectValid(ajv: Ajv | Ajv2020, schema: unknown, seeds = 12) {
  const validate = ajv.compile(schema as object)
  for (let seed = 0; seed < seeds; seed++) {
    const value = JSON.parse(JSON.stringify(valueFor(schema, seed)))
    if (!validate(value))
      expect.fail(
        `seed ${seed}: ${JSON.stringify(value)} for ${JSON.stringify(schema)}: ${ajv.errorsText(validate.errors)}`,
      )
  }
  if (typeof schema === 'object' && schema !== null && '$id' in schema) ajv.removeSchema(String(schema.$id))
}

describe.each(Object.entries(SCHEMAS))('%s', (_, schemas) => {
  test.each(schemas.map((schema, index) => [index, schema]))('accepts every value for schema %i', (_, schema) => {
    expectValid(ajv2020, schema)
  })
})

test.each(DRAFT_07.map((schema, index) => [index, schema]))(
  'accepts every value for draft-07 schema %i',
  (_, schema) => {
    expectValid(ajv07, schema)
  },
)

test('accepts every value for generated schemas', () => {
  fc.assert(
    fc.property(schemas, (schema) => expectValid(ajv2020, schema, 3)),
    { numRuns: 300, seed: 20260101 },
  )
})

test('gives the same value for the same seed', () => {
  for (const schema of Object.values(SCHEMAS).flat()) expect(valueFor(schema, 5)).toEqual(valueFor(schema, 5))
})

describe('hostile schemas end soon', () => {
  const nested = (levels: number, wrap: (inner: unknown) => unknown) => {
    let schema: unknown = { type: 'string', maxLength: 3 }
    for (let level = 0; level < levels; level++) schema = wrap(schema)
    return schema
  }
  const inside = (inner: unknown) => ({ type: 'object', properties: { a: inner }, required: ['a'] })

  test('10,000 properties', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `property_${index}`)
    const schema = {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, { type: 'integer', minimum: 3 }])),
      required: names,
      additionalProperties: false,
    }
    expect(Object.keys(valueFor(schema, 0) as object)).toHaveLength(10_000)
    expect(Object.keys(valueFor({ ...schema, required: [] }, 0) as object).length).toBeLessThan(100)
  }, 5_000)

  test.each([
    ['objects', inside],
    ['lists', (inner: unknown) => ({ type: 'array', items: inner, minItems: 1 })],
    ['objects in alternatives', (inner: unknown) => ({ anyOf: [inside(inner)] })],
    ['alternatives', (inner: unknown) => ({ anyOf: [inner, { type: 'string' }] })],
    ['intersections', (inner: unknown) => ({ allOf: [inner, { type: 'string' }] })],
  ])(
    '1,000 nested %s',
    (_, wrap) => {
      const schema = nested(1_000, wrap)
      const text = JSON.stringify(valueFor(schema, 0))
      expect(text.length).toBeLessThan(100_000)
    },
    5_000,
  )

  test.each([
    { $ref: '#' },
    { allOf: [{ $ref: '#' }, { $ref: '#' }] },
    { type: 'object', properties: { a: { $ref: '#' }, b: { $ref: '#' } }, required: ['a', 'b'] },
    { type: 'array', items: { $ref: '#' }, minItems: 3 },
    { anyOf: Array.from({ length: 40 }, () => ({ allOf: [{ anyOf: [{ $ref: '#' }, { $ref: '#' }] }] })) },
    { type: 'string', pattern: '^(a+)+$', not: { pattern: 'a' } },
    { type: 'string', pattern: '^(([a-z]+)*)+!$', minLength: 500 },
    { type: 'string', pattern: '^(?:x?){500}x{500}$' },
    { type: 'string', pattern: 'a{1000000000}' },
    { type: 'string', pattern: '('.repeat(5_000) },
    { type: 'string', minLength: 1e12 },
    { type: 'array', minItems: 1e12 },
    { type: 'object', minProperties: 1e12 },
    { type: 'integer', minimum: 10, maximum: 1 },
    { type: 'array', uniqueItems: true, items: { type: 'boolean' }, minItems: 3 },
    { not: {} },
    false,
    { oneOf: [true, true] },
    { type: 'nonsense', enum: [], items: 4, properties: null, required: 'x', pattern: '(' },
  ])(
    '%j',
    (schema) => {
      expect(() => valueFor(schema, 1)).not.toThrow()
    },
    5_000,
  )
})
