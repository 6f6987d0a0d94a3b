import { COMPOUND_SCHEMAS } from './schemas-compound.ts'
import { SCALAR_SCHEMAS, type Schemas } from './schemas-scalar.ts'

/** Schemas for every keyword of draft 2020-12 and the shapes that providers and frameworks send. */
export const SCHEMAS: Schemas = {
  ...SCALAR_SCHEMAS,
  ...COMPOUND_SCHEMAS,
  'all of': [
    {
      allOf: [
        { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
        { properties: { b: { type: 'integer' } }, required: ['b'] },
      ],
    },
    { allOf: [{ minimum: 3 }, { maximum: 4 }, { type: 'integer' }] },
    { allOf: [{ type: ['string', 'integer'] }, { type: ['integer', 'null'] }] },
    { allOf: [{ enum: [1, 2, 3] }, { enum: [2, 3, 4] }, { enum: [3, 9] }] },
    { allOf: [{ multipleOf: 4 }, { multipleOf: 6 }], type: 'integer', minimum: 1 },
    { allOf: [{ multipleOf: 0.5 }, { multipleOf: 0.2 }], type: 'number', minimum: 0.5 },
    {
      allOf: [
        { properties: { a: { minimum: 3 } } },
        { properties: { a: { type: 'integer', maximum: 3 } }, required: ['a'] },
      ],
      type: 'object',
    },
    {
      allOf: [
        { type: 'array', items: { minimum: 2 } },
        { items: { type: 'integer', maximum: 2 }, minItems: 1 },
      ],
    },
    {
      allOf: [{ additionalProperties: { type: 'integer' } }, { properties: { a: { minimum: 3 } }, required: ['a'] }],
      type: 'object',
    },
    { allOf: [{ anyOf: [{ const: 1 }, { const: 2 }] }, { anyOf: [{ const: 2 }, { const: 3 }] }] },
    { allOf: [{ oneOf: [{ type: 'string' }, { type: 'integer' }] }, { not: { type: 'string' } }] },
    { allOf: [true, { type: 'null' }] },
    {
      allOf: [
        { if: { type: 'string' }, then: { minLength: 3 } },
        { type: 'string', maxLength: 3 },
      ],
    },
    { allOf: [{ minLength: 2 }, { maxLength: 2 }], type: 'string' },
    {
      allOf: [
        { patternProperties: { '^a': { type: 'integer' } } },
        { properties: { ab: { minimum: 5 } }, required: ['ab'] },
      ],
      type: 'object',
    },
  ],
  'any of and one of': [
    { anyOf: [{ type: 'string' }, { type: 'number' }] },
    { anyOf: [false, { const: 1 }] },
    { type: 'number', anyOf: [{ type: 'string' }, { minimum: 10 }] },
    { oneOf: [{ type: 'integer' }, { type: 'string' }] },
    { oneOf: [{ multipleOf: 3 }, { multipleOf: 5 }], type: 'integer', minimum: 1 },
    {
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
    },
    { oneOf: [{ type: 'integer' }, { type: 'number', minimum: 5 }] },
    { oneOf: [{ type: 'number' }, { type: 'integer' }] },
    {
      anyOf: [{ required: ['a'] }, { required: ['b', 'c'] }],
      type: 'object',
      properties: { a: {}, b: {}, c: {} },
      additionalProperties: false,
    },
    {
      type: 'object',
      properties: { kind: { type: 'string' } },
      required: ['kind'],
      oneOf: [
        { properties: { kind: { const: 'circle' }, radius: { type: 'number' } }, required: ['radius'] },
        { properties: { kind: { const: 'square' }, side: { type: 'number' } }, required: ['side'] },
      ],
    },
    {
      anyOf: [
        {
          type: 'object',
          properties: {
            a: { anyOf: [{ type: 'null' }, { type: 'array', items: { anyOf: [{ const: 1 }, { const: 2 }] } }] },
          },
          required: ['a'],
        },
      ],
    },
    { oneOf: [{ const: 'a' }, { const: 'b' }, { const: 'c' }] },
    {
      oneOf: [
        { type: 'string', minLength: 5 },
        { type: 'string', maxLength: 8 },
      ],
    },
    { anyOf: [{ minimum: 100 }, { maximum: -100 }], type: 'integer' },
    { oneOf: [{ minimum: 0 }, { maximum: 10 }], type: 'integer' },
    {
      oneOf: [
        { type: 'array', items: { type: 'integer' }, minItems: 1 },
        { type: 'array', items: { type: 'string' }, minItems: 1 },
      ],
    },
    { anyOf: [{ allOf: [{ type: 'string' }, { type: 'number' }] }, { type: 'boolean' }] },
  ],
  conditions: [
    {
      type: 'object',
      properties: { country: { enum: ['US', 'NL'] }, zip: { type: 'string' } },
      required: ['country', 'zip'],
      if: { properties: { country: { const: 'US' } } },
      then: { properties: { zip: { pattern: '^\\d{5}$' } } },
      else: { properties: { zip: { pattern: '^\\d{4} [A-Z]{2}$' } } },
    },
    { if: { type: 'string' }, then: { minLength: 10 }, else: { const: 7 } },
    { type: 'integer', if: { minimum: 50 }, then: { multipleOf: 10 }, else: { multipleOf: 7 } },
    { if: true, then: { const: 1 } },
    { if: false, then: { const: 1 }, else: { const: 2 } },
    { then: { const: 1 }, type: 'string' },
    {
      type: 'object',
      properties: { member: { type: 'boolean' }, number: { type: 'integer' } },
      required: ['member'],
      if: { properties: { member: { const: true } } },
      then: { required: ['number'] },
    },
    {
      type: 'object',
      properties: { a: { type: 'integer' } },
      if: { required: ['a'] },
      then: { properties: { a: { minimum: 1000 } } },
      else: { properties: { b: { const: 1 } }, required: ['b'] },
    },
  ],
  not: [
    { not: { type: 'string' } },
    { not: { type: ['string', 'object', 'array'] } },
    { type: 'integer', not: { minimum: 0 } },
    { type: 'string', not: { minLength: 3 } },
    { type: 'string', not: { const: 'a' } },
    { enum: [1, 2, 3], not: { enum: [1, 2] } },
    { type: 'object', properties: { a: {} }, not: { required: ['a'] } },
    { not: { not: { const: 5 } } },
    { type: 'integer', minimum: 0, maximum: 3, not: { anyOf: [{ const: 0 }, { const: 1 }, { const: 3 }] } },
    { type: 'string', not: { pattern: 'a' } },
    { type: 'string', pattern: '^[ab]{3}$', not: { pattern: 'aa' } },
    { type: 'array', items: { type: 'integer' }, not: { minItems: 2 } },
    { type: 'object', properties: { a: { enum: [1, 2] } }, required: ['a'], not: { properties: { a: { const: 1 } } } },
    { type: 'boolean', not: { const: true } },
    { not: { type: 'null' } },
    { type: 'integer', not: { maximum: 100 } },
    { type: 'array', items: { enum: [1, 2] }, minItems: 2, not: { uniqueItems: true } },
    { not: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
    { type: 'object', not: { maxProperties: 1 } },
  ],
  'shapes of providers': [
    {
      type: 'object',
      properties: {
        steps: {
          type: 'array',
          items: {
            type: 'object',
            properties: { explanation: { type: 'string' }, output: { type: 'string' } },
            required: ['explanation', 'output'],
            additionalProperties: false,
          },
        },
        final_answer: { type: 'string' },
      },
      required: ['steps', 'final_answer'],
      additionalProperties: false,
    },
    {
      type: 'object',
      properties: {
        location: { type: 'string' },
        unit: { type: ['string', 'null'], enum: ['celsius', 'fahrenheit', null] },
      },
      required: ['location', 'unit'],
      additionalProperties: false,
    },
    {
      type: 'object',
      properties: {
        item: {
          anyOf: [
            {
              type: 'object',
              properties: { name: { type: 'string' }, age: { type: 'number' } },
              additionalProperties: false,
              required: ['name', 'age'],
            },
            {
              type: 'object',
              properties: { number: { type: 'string' }, street: { type: 'string' }, city: { type: 'string' } },
              additionalProperties: false,
              required: ['number', 'street', 'city'],
            },
          ],
        },
      },
      additionalProperties: false,
      required: ['item'],
    },
    {
      type: 'object',
      properties: { linked_list: { $ref: '#/$defs/linked_list_node' } },
      $defs: {
        linked_list_node: {
          type: 'object',
          properties: {
            value: { type: 'number' },
            next: { anyOf: [{ $ref: '#/$defs/linked_list_node' }, { type: 'null' }] },
          },
          additionalProperties: false,
          required: ['next', 'value'],
        },
      },
      required: ['linked_list'],
      additionalProperties: false,
    },
    {
      type: 'object',
      properties: {
        type: { type: 'string', enum: ['div', 'button'] },
        label: { type: 'string' },
        children: { type: 'array', items: { $ref: '#' } },
        attributes: {
          type: 'array',
          items: {
            type: 'object',
            properties: { name: { type: 'string' }, value: { type: 'string' } },
            required: ['name', 'value'],
            additionalProperties: false,
          },
        },
      },
      required: ['type', 'label', 'children', 'attributes'],
      additionalProperties: false,
    },
    {
      type: 'array',
      items: {
        type: 'object',
        properties: { recipeName: { type: 'string' }, ingredients: { type: 'array', items: { type: 'string' } } },
        propertyOrdering: ['recipeName', 'ingredients'],
      },
    },
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {
        hotel: { type: 'string' },
        nights: { type: 'integer', minimum: 1, maximum: 9 },
        stars: { type: 'number', multipleOf: 0.5, minimum: 0, maximum: 5 },
      },
      required: ['hotel', 'nights', 'stars'],
      additionalProperties: false,
    },
    {
      title: 'Person',
      type: 'object',
      properties: {
        name: { title: 'Name', type: 'string' },
        age: { title: 'Age', type: 'integer', exclusiveMinimum: 0 },
        email: { anyOf: [{ type: 'string', format: 'email' }, { type: 'null' }], default: null, title: 'Email' },
        role: { $ref: '#/$defs/Role', default: 'user' },
      },
      required: ['name', 'age'],
      $defs: { Role: { enum: ['user', 'admin'], title: 'Role', type: 'string' } },
    },
  ],
}

/** Draft-07 only: tuples in `items`, `dependencies`, `definitions`. */
export const DRAFT_07: readonly unknown[] = [
  { type: 'array', items: [{ type: 'string' }, { type: 'integer' }], additionalItems: false },
  { type: 'array', items: [{ const: 1 }], additionalItems: { const: 2 }, minItems: 3 },
  { type: 'object', dependencies: { a: ['b'], c: { required: ['d'] } }, required: ['a', 'c'] },
  {
    definitions: { a: { type: 'integer', minimum: 3 } },
    properties: { x: { $ref: '#/definitions/a' } },
    required: ['x'],
  },
  { $id: 'http://example.com/root.json', definitions: { a: { $id: '#item', const: 4 } }, allOf: [{ $ref: '#item' }] },
  {
    type: 'object',
    properties: { a: { type: 'integer' }, b: { type: 'integer' } },
    dependencies: { a: { properties: { b: { minimum: 1000 } }, required: ['b'] } },
    required: ['a'],
  },
  { type: 'array', items: [{ type: 'string' }], minItems: 1, contains: { const: 5 } },
]
