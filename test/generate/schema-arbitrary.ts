import fc from 'fast-check'

/** A JSON value of modest size, and schemas that accept it: satisfiable by construction. */
export interface Sample {
  readonly schema: unknown
  readonly witness: unknown
}

const scalar: fc.Arbitrary<Sample> = fc.oneof(
  fc
    .tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(20), fc.nat(20), fc.integer({ min: 1, max: 12 }))
    .map(([value, below, above, step]) => ({
      witness: value * step,
      schema: { type: 'integer', minimum: value * step - below, maximum: value * step + above, multipleOf: step },
    })),
  fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 })).map(([value, width]) => ({
    witness: value + width / 2,
    schema: { type: 'number', exclusiveMinimum: value, exclusiveMaximum: value + width },
  })),
  fc.tuple(fc.nat(12), fc.nat(12)).map(([min, more]) => ({
    witness: 'x'.repeat(min),
    schema: { type: 'string', minLength: min, maxLength: min + more },
  })),
  fc
    .tuple(
      fc.constantFrom('[a-z]', '\\d', '[A-F0-9]', '(?:ab|c)', '\\w', '[^x]'),
      fc.nat(3),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom('', '-', '(?:ok)?', '\\.'),
    )
    .map(([item, min, more, tail]) => ({
      witness: undefined,
      schema: { type: 'string', pattern: `^${item}{${min},${min + more}}${tail}$` },
    })),
  fc
    .uniqueArray(fc.oneof(fc.string({ maxLength: 5 }), fc.integer(), fc.boolean(), fc.constant(null)), {
      minLength: 1,
      maxLength: 4,
    })
    .map((values) => ({ witness: values[0], schema: { enum: values } })),
  fc
    .constantFrom('date', 'date-time', 'email', 'uri', 'uuid', 'ipv4', 'time', 'hostname')
    .map((format) => ({ witness: undefined, schema: { type: 'string', format } })),
  fc.constant({ witness: true, schema: { type: 'boolean' } }),
  fc.constant({ witness: null, schema: { type: ['null', 'integer'] } }),
)

const key = fc.constantFrom('a', 'b', 'name', 'email', 'city', 'price', 'createdAt', 'x-y', 'quantity', 'items')

function object(part: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc
    .tuple(
      fc.dictionary(key, part, { maxKeys: 5 }),
      fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      fc.boolean(),
      fc.nat(3),
    )
    .map(([properties, flags, isClosed, form]) => {
      const keys = Object.keys(properties)
      const required = keys.filter((_, index) => flags[index])
      const schemas = Object.fromEntries(keys.map((one) => [one, properties[one]!.schema]))
      const half = Math.floor(keys.length / 2)
      const pick = (names: readonly string[]) => Object.fromEntries(names.map((one) => [one, schemas[one]]))
      const whole = {
        type: 'object',
        properties: schemas,
        required,
        ...(isClosed ? { additionalProperties: false } : {}),
      }
      const forms = [
        whole,
        { ...whole, minProperties: required.length, maxProperties: Math.max(keys.length, 1) },
        {
          type: 'object',
          allOf: [{ properties: pick(keys.slice(0, half)) }, { properties: pick(keys.slice(half)), required }],
          ...(isClosed ? { unevaluatedProperties: false } : {}),
        },
        { ...whole, ...(keys.length > 1 ? { dependentRequired: { [keys[0]!]: [keys[1]!] } } : {}) },
      ]
      return { witness: {}, schema: forms[form] }
    })
}

function list(part: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc.tuple(part, part, fc.nat(3), fc.nat(3), fc.nat(2)).map(([item, other, min, more, form]) => ({
    witness: [],
    schema: [
      { type: 'array', items: item.schema, minItems: min, maxItems: min + more },
      { type: 'array', prefixItems: [item.schema, other.schema], items: other.schema, minItems: min },
      { type: 'array', contains: item.schema, maxItems: 4 },
    ][form],
  }))
}

function combined(part: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc.tuple(part, part, fc.nat(5)).map(([a, b, form]) => ({
    witness: a.witness,
    schema: [
      { anyOf: [a.schema, b.schema] },
      {
        oneOf: [
          { type: 'object', properties: { kind: { const: 'a' }, value: a.schema }, required: ['kind', 'value'] },
          { type: 'object', properties: { kind: { const: 'b' }, value: b.schema }, required: ['kind', 'value'] },
        ],
      },
      { allOf: [a.schema, {}, { title: 'same' }] },
      { if: a.schema, then: true, else: b.schema },
      { $ref: '#/$defs/part', $defs: { part: { ...(a.schema as object), description: 'referred to' } } },
      { anyOf: [a.schema, b.schema], not: { const: 'no value of ours' } },
    ][form],
  }))
}

/** Schemas of all kinds, nested a few levels; every one accepts something. References stay at the top, where they resolve. */
export const schemas: fc.Arbitrary<unknown> = fc
  .letrec<{ part: Sample; leaf: Sample }>((tie) => ({
    leaf: scalar,
    part: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      tie('leaf'),
      object(tie('part')),
      list(tie('part')),
      combined(tie('part')),
    ),
  }))
  .part.map(({ schema }) => schema)
  .filter(
    (schema) => !JSON.stringify(schema).slice(1).includes('"$ref"') || Object.keys(schema as object)[0] === '$ref',
  )
  .filter((schema) => (JSON.stringify(schema).match(/"\$ref"/g) ?? []).length < 2)
