import fc from 'fast-check'

/** A schema that every provider's structured output takes, apart from how it is written down. */
export type Shape =
  | { readonly kind: 'scalar'; readonly schema: Readonly<Record<string, unknown>> }
  | { readonly kind: 'bounded'; readonly type: string; readonly bounds: Readonly<Record<string, unknown>> }
  | { readonly kind: 'list'; readonly item: Shape; readonly min: number; readonly max: number }
  | { readonly kind: 'either'; readonly options: readonly Shape[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Shape])[] }

const scalars = fc
  .constantFrom<Readonly<Record<string, unknown>>>(
    { type: 'string' },
    { type: 'integer' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'string', format: 'date-time' },
    { type: 'string', enum: ['red', 'green', 'blue'] },
    { type: 'string', enum: ['only'] },
    { type: 'string', description: 'One short sentence' },
  )
  .map((schema): Shape => ({ kind: 'scalar', schema }))

const bounded = fc.oneof(
  fc.tuple(fc.integer({ min: -500, max: 500 }), fc.nat(40)).map(([minimum, more]): Shape => ({
    kind: 'bounded',
    type: 'integer',
    bounds: { minimum, maximum: minimum + more },
  })),
  fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 })).map(([minimum, more]): Shape => ({
    kind: 'bounded',
    type: 'number',
    bounds: { minimum, maximum: minimum + more },
  })),
  fc
    .constantFrom('^[A-Z]{3}-\\d{4}$', '^(?:ab|c)+$', '^[a-z]+(?:\\.[a-z]+){1,2}$', '^\\d{5}(?:-\\d{4})?$')
    .map((pattern): Shape => ({ kind: 'bounded', type: 'string', bounds: { pattern } })),
)

const NAMES = ['name', 'email', 'city', 'price', 'createdAt', 'x-y', 'quantity', 'items', 'status', 'answer', 'is_open']

/** Objects of a few levels. */
export const shapes: fc.Arbitrary<Shape> = fc.letrec<{ any: Shape; object: Shape }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    scalars,
    bounded,
    tie('object'),
    fc
      .tuple(tie('any'), fc.nat(1), fc.integer({ min: 1, max: 3 }))
      .map(([item, min, more]): Shape => ({ kind: 'list', item, min, max: min + more })),
    fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map((options): Shape => ({ kind: 'either', options })),
  ),
  object: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), tie('any')), {
      minLength: 1,
      maxLength: 5,
      selector: ([key]) => key,
    })
    .map((members): Shape => ({ kind: 'object', members })),
})).object

/** What a dialect takes of JSON Schema. */
export interface Dialect {
  /** Minima, maxima, patterns and lengths of lists. */
  readonly hasBounds: boolean
}

/** The shape as JSON Schema: closed objects that need all of their members. */
export function jsonSchemaOf(shape: Shape, dialect: Dialect): Readonly<Record<string, unknown>> {
  switch (shape.kind) {
    case 'scalar':
      return shape.schema
    case 'bounded':
      return { type: shape.type, ...(dialect.hasBounds ? shape.bounds : {}) }
    case 'list':
      return {
        type: 'array',
        items: jsonSchemaOf(shape.item, dialect),
        ...(dialect.hasBounds ? { minItems: shape.min, maxItems: shape.max } : {}),
      }
    case 'either':
      return { anyOf: shape.options.map((one) => jsonSchemaOf(one, dialect)) }
    case 'object':
      return {
        type: 'object',
        properties: Object.fromEntries(shape.members.map(([key, one]) => [key, jsonSchemaOf(one, dialect)])),
        required: shape.members.map(([key]) => key),
        additionalProperties: false,
      }
  }
}

/** The shape as Gemini's `responseSchema`: types in capitals, objects that are not closed. */
export function geminiSchemaOf(shape: Shape): Readonly<Record<string, unknown>> {
  switch (shape.kind) {
    case 'scalar':
      return { ...shape.schema, type: String(shape.schema['type']).toUpperCase() }
    case 'bounded':
      return { type: shape.type.toUpperCase(), ...shape.bounds }
    case 'list':
      return {
        type: 'ARRAY',
        items: geminiSchemaOf(shape.item),
        minItems: String(shape.min),
        maxItems: String(shape.max),
      }
    case 'either':
      return { anyOf: shape.options.map(geminiSchemaOf) }
    case 'object':
      return {
        type: 'OBJECT',
        properties: Object.fromEntries(shape.members.map(([key, one]) => [key, geminiSchemaOf(one)])),
        required: shape.members.map(([key]) => key),
      }
  }
}
