import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { FORMATS } from '../../src/generate/formats.ts'
import { geminiSchemaOf, jsonSchemaOf, shapes, type Shape } from './strict-arbitrary.ts'

const SAMPLES = fc.sample(shapes, { numRuns: 300, seed: 20260101 })
const PROMPTS = [
  'Tell me about the sea.',
  'Book 3 nights in "Casa Azul" in Lisbon from 2026-03-04 for ada@example.com.',
]

const SCHEMAS = SAMPLES.map((shape) => jsonSchemaOf(shape, { hasBounds: true }))
/** Anthropic's structured output takes no bounds. */
const PLAIN_SCHEMAS = SAMPLES.map((shape) => jsonSchemaOf(shape, { hasBounds: false }))
// It keeps what it has compiled, so that every schema is compiled once.
const ajv = new Ajv2020({ strict: false })
for (const [name, { test: pattern }] of Object.entries(FORMATS)) ajv.addFormat(name, pattern)
const bearer = { authorization: 'Bearer any-dummy-key' }

/** A provider's way to ask for a value of a schema, and where its answer has it. */
interface Way {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly isPlain?: boolean
  body(schema: object, prompt: string, shape: Shape): object
  /** The value as JSON text, or the value itself. */
  read(answer: any): unknown
}

const GEMINI = 'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent'
const gemini = (generationConfig: object, prompt: string) => ({
  contents: [{ role: 'user', parts: [{ text: prompt }] }],
  generationConfig: { responseMimeType: 'application/json', ...generationConfig },
})
const geminiText = ({ candidates }: any) => candidates[0].content.parts.map((part: any) => part.text).join('')
const said = (content: string) => [{ role: 'user', content }]
const jsonSchema = (schema: object) => ({ type: 'json_schema', json_schema: { name: 'answer', schema, strict: true } })
const chatText = ({ choices }: any) => choices[0].message.content

const WAYS: Readonly<Record<string, Way>> = {
  'OpenAI chat, strict': {
    url: 'https://api.openai.com/v1/chat/completions',
    headers: bearer,
    body: (schema, prompt) => ({ model: 'gpt-4o', messages: said(prompt), response_format: jsonSchema(schema) }),
    read: chatText,
  },
  'OpenAI chat, strict tool': {
    url: 'https://api.openai.com/v1/chat/completions',
    headers: bearer,
    body: (schema, prompt) => ({
      model: 'gpt-4o',
      messages: said(prompt),
      tools: [{ type: 'function', function: { name: 'record', parameters: schema, strict: true } }],
      tool_choice: 'required',
    }),
    read: ({ choices }) => choices[0].message.tool_calls[0].function.arguments,
  },
  'OpenAI Responses': {
    url: 'https://api.openai.com/v1/responses',
    headers: bearer,
    body: (schema, prompt) => ({
      model: 'gpt-4o',
      input: prompt,
      text: { format: { type: 'json_schema', name: 'answer', schema, strict: true } },
    }),
    read: ({ output }) => output[0].content[0].text,
  },
  'Anthropic output_config': {
    url: 'https://api.anthropic.com/v1/messages',
    headers: { 'x-api-key': 'any-dummy-key', 'anthropic-version': '2023-06-01' },
    isPlain: true,
    body: (schema, prompt) => ({
      model: 'claude-sonnet-5',
      max_tokens: 16_000,
      messages: said(prompt),
      output_config: { format: { type: 'json_schema', schema } },
    }),
    read: ({ content }) => content.map((block: any) => block.text ?? '').join(''),
  },
  'Anthropic tool input': {
    url: 'https://api.anthropic.com/v1/messages',
    headers: { 'x-api-key': 'any-dummy-key', 'anthropic-version': '2023-06-01' },
    body: (schema, prompt) => ({
      model: 'claude-sonnet-5',
      max_tokens: 16_000,
      messages: said(prompt),
      tools: [{ name: 'record', input_schema: schema }],
      tool_choice: { type: 'tool', name: 'record' },
    }),
    read: ({ content }) => content.find((block: any) => block.type === 'tool_use').input,
  },
  'Gemini responseSchema': {
    url: GEMINI,
    headers: { 'x-goog-api-key': 'any-dummy-key' },
    body: (_, prompt, shape) => gemini({ responseSchema: geminiSchemaOf(shape) }, prompt),
    read: geminiText,
  },
  'Gemini responseJsonSchema': {
    url: GEMINI,
    headers: { 'x-goog-api-key': 'any-dummy-key' },
    body: (schema, prompt) => gemini({ responseJsonSchema: schema }, prompt),
    read: geminiText,
  },
  Mistral: {
    url: 'https://api.mistral.ai/v1/chat/completions',
    headers: bearer,
    body: (schema, prompt) => ({
      model: 'mistral-large-latest',
      messages: said(prompt),
      response_format: jsonSchema(schema),
    }),
    read: chatText,
  },
  Cohere: {
    url: 'https://api.cohere.com/v2/chat',
    headers: bearer,
    body: (schema, prompt) => ({
      model: 'command-a-03-2025',
      messages: said(prompt),
      response_format: { type: 'json_object', json_schema: schema },
    }),
    read: ({ message }) => message.content.map((block: any) => block.text ?? '').join(''),
  },
}

test.each(Object.entries(WAYS))(
  '%s: 300 schemas, 300 valid values',
  async (_, { url, headers, isPlain, body, read }) => {
    const llm = createSimulation({ clock: 'virtual' })
    for (const [index, shape] of SAMPLES.entries()) {
      const schema = (isPlain ? PLAIN_SCHEMAS : SCHEMAS)[index]!
      const response = await llm.fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body(schema, PROMPTS[index % 2]!, shape)),
      })
      const text = await response.text()
      expect(response.status, text).toBe(200)
      const found = read(JSON.parse(text))
      const value: unknown = typeof found === 'string' ? JSON.parse(found) : found
      const validate = ajv.compile(schema)
      expect(validate(value) || { value, schema, errors: validate.errors }).toBe(true)
    }
  },
  60_000,
)
