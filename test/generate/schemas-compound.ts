import type { Schemas } from './schemas-scalar.ts'

const node = {
  type: 'object',
  properties: { value: { type: 'string' }, next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } },
  required: ['value', 'next'],
  additionalProperties: false,
}
const expression = {
  anyOf: [
    {
      type: 'object',
      properties: {
        op: { enum: ['+', '-'] },
        left: { $ref: '#/$defs/expression' },
        right: { $ref: '#/$defs/expression' },
      },
      required: ['op', 'left', 'right'],
    },
    { type: 'number' },
  ],
}

/** Schemas of lists, objects and what refers to itself. */
export const COMPOUND_SCHEMAS: Schemas = {
  arrays: [
    { type: 'array', items: { type: 'string' } },
    { type: 'array', items: { type: 'integer' }, minItems: 5 },
    { type: 'array', maxItems: 0 },
    { type: 'array', items: false },
    { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 },
    { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false },
    { type: 'array', prefixItems: [{ const: 1 }], items: { const: 2 }, minItems: 4 },
    { type: 'array', prefixItems: [true, { type: 'null' }], minItems: 2 },
    { type: 'array', uniqueItems: true, items: { type: 'boolean' }, minItems: 2 },
    { type: 'array', uniqueItems: true, items: { enum: ['a', 'b', 'c'] }, minItems: 3 },
    { type: 'array', uniqueItems: true, items: { type: 'integer', minimum: 1, maximum: 6 }, minItems: 6 },
    { type: 'array', uniqueItems: true, items: { type: 'string' }, minItems: 60 },
    {
      type: 'array',
      uniqueItems: true,
      items: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] },
      minItems: 5,
    },
    { type: 'array', contains: { const: 'x' } },
    { type: 'array', items: { type: 'integer' }, contains: { minimum: 100 }, minContains: 2, maxContains: 3 },
    { type: 'array', contains: { type: 'string' }, minContains: 0, maxItems: 1 },
    {
      type: 'array',
      contains: { const: 1 },
      maxContains: 1,
      minItems: 3,
      items: { type: 'integer', maximum: 3, minimum: 0 },
    },
    {
      type: 'array',
      items: { type: 'array', items: { type: 'array', items: { type: 'number' }, minItems: 1 }, minItems: 1 },
      minItems: 1,
    },
    { prefixItems: [{ type: 'integer' }], unevaluatedItems: false },
    { type: 'array', prefixItems: [{ type: 'integer' }], unevaluatedItems: { type: 'string' }, minItems: 3 },
    { minItems: 2 },
    { items: { const: 'only' }, minItems: 1 },
    {
      allOf: [{ prefixItems: [{ type: 'string' }] }, { prefixItems: [true, { type: 'number' }] }],
      unevaluatedItems: false,
      type: 'array',
      minItems: 2,
    },
  ],
  objects: [
    { type: 'object', properties: { a: { type: 'string' } } },
    {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'integer' } },
      required: ['a', 'b'],
      additionalProperties: false,
    },
    { type: 'object', additionalProperties: { type: 'integer' } },
    { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 3 },
    { type: 'object', required: ['unnamed'] },
    { type: 'object', required: ['unnamed'], additionalProperties: { type: 'boolean' } },
    { type: 'object', patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false, minProperties: 2 },
    { type: 'object', patternProperties: { '^a': { type: 'integer' }, z$: { minimum: 5 } }, required: ['abcz'] },
    {
      type: 'object',
      propertyNames: { pattern: '^[A-Z]{3}$' },
      minProperties: 3,
      additionalProperties: { type: 'number' },
    },
    { type: 'object', propertyNames: { enum: ['north', 'south'] }, minProperties: 2 },
    { type: 'object', propertyNames: { maxLength: 2 }, minProperties: 2, properties: { long: {} } },
    { type: 'object', maxProperties: 0 },
    { type: 'object', properties: { a: true, b: true, c: true }, maxProperties: 1 },
    { type: 'object', properties: { a: {}, b: {} }, minProperties: 2 },
    { type: 'object', properties: { a: {} }, minProperties: 3, maxProperties: 3 },
    { type: 'object', properties: { a: {}, b: {}, c: {} }, dependentRequired: { a: ['b'], b: ['c'] }, required: ['a'] },
    {
      type: 'object',
      properties: { card: { type: 'string' } },
      required: ['card'],
      dependentSchemas: { card: { properties: { address: { type: 'string' } }, required: ['address'] } },
    },
    {
      type: 'object',
      properties: { card: { type: 'string' }, free: { type: 'string' } },
      dependentSchemas: { free: { not: { required: ['card'] } } },
      required: ['free'],
    },
    { properties: { a: { const: 1 } }, required: ['a'] },
    { type: 'object', properties: { never: false, ever: { const: 1 } } },
    {
      type: 'object',
      properties: { constructor: { type: 'integer' }, toString: { type: 'string' }, ['__proto__']: { type: 'string' } },
      required: ['constructor', 'toString'],
    },
    {
      type: 'object',
      allOf: [{ properties: { a: { const: 1 } }, required: ['a'] }],
      properties: { b: { const: 2 } },
      required: ['b'],
      unevaluatedProperties: false,
    },
    {
      type: 'object',
      properties: { 'a/b': { type: 'integer' }, 'c~d': { $ref: '#/properties/a~1b' } },
      required: ['a/b', 'c~d'],
    },
    {
      type: 'object',
      properties: {
        email: { type: 'string', format: 'email' },
        city: { type: 'string' },
        price: { type: 'number', minimum: 0 },
        date: { type: 'string', format: 'date' },
        quantity: { type: 'integer', minimum: 1 },
        tags: { type: 'array', items: { type: 'string' } },
      },
      required: ['email', 'city', 'price', 'date', 'quantity', 'tags'],
      additionalProperties: false,
    },
  ],
  references: [
    { $ref: '#/$defs/a', $defs: { a: { type: 'integer' } } },
    { $defs: { a: { $ref: '#/$defs/b' }, b: { type: 'string', maxLength: 2 } }, $ref: '#/$defs/a' },
    { $ref: '#/$defs/node', $defs: { node } },
    { $ref: '#/$defs/expression', $defs: { expression } },
    { type: 'object', properties: { child: { $ref: '#' }, name: { type: 'string' } }, required: ['name'] },
    {
      type: 'object',
      properties: { children: { type: 'array', items: { $ref: '#' } } },
      required: ['children'],
      additionalProperties: false,
    },
    { $ref: '#/$defs/a', minimum: 5, $defs: { a: { type: 'integer', maximum: 6 } } },
    { $defs: { a: { $anchor: 'item', type: 'boolean' } }, $ref: '#item' },
    { $id: 'https://example.com/root', $defs: { a: { $id: 'item', const: 'found' } }, $ref: 'item' },
    { definitions: { 'a b': { type: 'null' } }, $ref: '#/definitions/a%20b' },
    {
      type: 'array',
      items: { $ref: '#/$defs/pair' },
      minItems: 1,
      $defs: {
        pair: {
          type: 'array',
          prefixItems: [{ $ref: '#/$defs/id' }, { $ref: '#/$defs/id' }],
          items: false,
          minItems: 2,
        },
        id: { type: 'string', pattern: '^id-\\d+$' },
      },
    },
    {
      $ref: '#/$defs/json',
      $defs: {
        json: {
          anyOf: [
            { type: 'string' },
            { type: 'array', items: { $ref: '#/$defs/json' } },
            { type: 'object', additionalProperties: { $ref: '#/$defs/json' } },
          ],
        },
      },
    },
    {
      $ref: '#/$defs/a',
      $defs: {
        a: { type: 'object', properties: { b: { $ref: '#/$defs/b' } }, required: ['b'] },
        b: { anyOf: [{ $ref: '#/$defs/a' }, { const: 'leaf' }] },
      },
    },
  ],
}
