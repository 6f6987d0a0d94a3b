import { ApiError, GoogleGenAI } from '@google/genai'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { refusals, type Refusal, type Source } from './refusal-table.ts'

const MODELS = 'https://generativelanguage.googleapis.com/v1beta/models'
const FLASH = 'gemini-2.5-flash'
const JSON_TYPE = { 'content-type': 'application/json' }
const contents = [{ role: 'user', parts: [{ text: 'hello there' }] }]
const user = (...parts: object[]) => ({ role: 'user', parts })
const model = (...parts: object[]) => ({ role: 'model', parts })
const call = { functionCall: { name: 'get_weather', args: {} } }
const response = { functionResponse: { name: 'get_weather', response: { result: '1' } } }
const config = (generationConfig: object) => ({ contents, generationConfig })
const weather = { name: 'get_weather', parameters: { type: 'OBJECT', properties: { city: { type: 'STRING' } } } }
const tools = [{ functionDeclarations: [weather] }]
const declared = (...functionDeclarations: object[]) => ({ contents, tools: [{ functionDeclarations }] })
const inline = (mimeType: string, data: string) => ({ contents: [user({ inlineData: { mimeType, data } })] })

interface Body {
  readonly contents?: unknown
  readonly generationConfig?: object
  readonly tools?: unknown
  readonly toolConfig?: unknown
}

interface More extends Partial<Omit<Refusal, 'title' | 'source' | 'where' | 'body' | 'error'>> {
  readonly name?: string
  readonly state?: string
  readonly details?: readonly object[]
  /** The client can send the body, in its own form. */
  readonly client?: true
}

/** A row whose error is Google's envelope. */
function row(source: Source, where: string, title: string, body: unknown, message: string, more: More = {}): Refusal {
  const { name = FLASH, state = 'INVALID_ARGUMENT', details, client, ...rest } = more
  const { status = 400 } = rest
  const error = { error: { code: status, message, status: state, ...(details ? { details } : {}) } }
  const url = `${MODELS}/${name}:generateContent`
  return { title, source, where, body, error, status, url, sdk: client ? asked(body as Body, name) : false, ...rest }
}

/** A body as the client is given it. */
function asked({ contents: said, generationConfig, ...others }: Body, name: string) {
  return { model: name, contents: said, config: { ...generationConfig, ...others } }
}

/** What the JSON parser says, in words and in details. */
function unreadable(title: string, body: unknown, description: string, field?: string, more: More = {}): Refusal {
  const violation = { ...(field === undefined ? {} : { field }), description }
  const details = [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [violation] }]
  return row('documented', 'google-gemini.md 8.2', title, body, description, { details, ...more })
}

const recorded = (where: string, title: string, more: Partial<Refusal>): Refusal => ({
  title,
  source: 'recorded',
  where: `google/${where}`,
  status: 400,
  ...more,
})

const DOC = 'google-gemini.md 8.2'
const FIELD = '* GenerateContentRequest'
const noKey =
  "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."
const hello = { model: FLASH, contents: 'hello' }
const wrongKey = { headers: { ...JSON_TYPE, 'x-goog-api-key': 'AIza-bad' }, options: { apiKeys: ['AIza-good'] } }
const invalidKey = [
  {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason: 'API_KEY_INVALID',
    domain: 'googleapis.com',
    metadata: { service: 'generativelanguage.googleapis.com' },
  },
  {
    '@type': 'type.googleapis.com/google.rpc.LocalizedMessage',
    locale: 'en-US',
    message: 'API key not valid. Please pass a valid API key.',
  },
]

// oxfmt-ignore
const ROWS: readonly Refusal[] = [
  recorded('generateContent/error-400-gemini-2.5-flash-b7916d', 'a wrong key', { ...wrongKey, sdk: hello }),
  recorded('streamGenerateContent/error-400-gemini-2.5-flash-6e4d92', 'a wrong key of a stream', { ...wrongKey, sdk: false }),
  recorded('generateContent/error-404-there-is-no-such-model-1b5e9e', 'a model that never was', { status: 404, sdk: { ...hello, model: 'there-is-no-such-model' } }),
  recorded('countTokens/error-404-nonexistent-model-e953e9', 'tokens of a model that never was', { status: 404, sdk: false }),

  row('documented', 'google-gemini.md 8.1', 'no key', { contents }, noKey, { status: 403, state: 'PERMISSION_DENIED', headers: JSON_TYPE }),
  row('documented', 'google-gemini.md 8.1', 'a wrong key in the query', { contents }, 'API key not valid. Please pass a valid API key.', { headers: JSON_TYPE, url: `${MODELS}/${FLASH}:generateContent?key=AIza-bad`, options: { apiKeys: ['AIza-good'] }, details: invalidKey }),
  row('documented', DOC, 'a model that writes no text', { contents }, 'models/gemini-embedding-001 is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.', { status: 404, state: 'NOT_FOUND', name: 'gemini-embedding-001', client: true }),
  row('documented', 'published bodies; the limit: google-gemini.md 11', 'a body of more than 100 MB', JSON.stringify({ contents }) + ' '.repeat(104_857_600), 'Request payload size exceeds the limit: 104857600 bytes.', { check: 'window' }),
  row('documented', DOC, 'no contents', {}, `${FIELD}.contents: contents is not specified\n`),
  row('documented', DOC, 'contents without parts', { contents: [{ role: 'user' }] }, `${FIELD}.contents[0].parts: contents.parts must not be empty.\n`, { sdk: false }),
  row('reconstructed', `${DOC}: other fields`, 'a part without data', { contents: [user({})] }, `${FIELD}.contents[0].parts[0].data: required oneof field 'data' must have one initialized field\n`),
  row('documented', DOC, 'a role that nobody has', { contents: [{ role: 'system', parts: [{ text: 'a' }] }] }, 'Please use a valid role: user, model.', { check: 'messages', client: true }),
  unreadable('a list', '[]', 'Invalid JSON payload received. Unknown name "": Root element must be a message.'),
  unreadable('an unknown field', { contents, foo: 1 }, 'Invalid JSON payload received. Unknown name "foo": Cannot find field.', undefined, { check: 'parameters' }),
  unreadable('an unknown field inside', config({ x: 1 }), `Invalid JSON payload received. Unknown name "x" at 'generation_config': Cannot find field.`, 'generation_config', { check: 'parameters' }),
  unreadable('a wrong type', config({ temperature: 'hot' }), `Invalid value at 'generation_config.temperature' (TYPE_FLOAT), "hot"`, 'generation_config.temperature', { client: true }),
  unreadable('an enum that is none', { contents, safetySettings: [{ category: 'RUDE' }] }, `Invalid value at 'safety_settings[0].category' (type.googleapis.com/google.ai.generativelanguage.v1beta.HarmCategory), "RUDE"`, 'safety_settings[0].category'),
  unreadable('base64 that is none', inline('image/png', '%%'), `Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES), Base64 decoding failed for "%%"`, 'contents[0].parts[0].inline_data.data', { client: true }),
  unreadable('two kinds of data in a part', { contents: [user({ text: 'a', inlineData: { mimeType: 'image/png', data: '' } })] }, `Invalid value at 'contents[0].parts[0]' (oneof), oneof field 'data' is already set. Cannot set 'inlineData'`, 'contents[0].parts[0]'),
  row('documented', DOC, 'a hot temperature', config({ temperature: 3 }), `${FIELD}.generation_config.temperature: temperature must be in the range [0.0, 2.0].\n`, { check: 'parameters', client: true }),
  row('reconstructed', `${DOC}: the sentence of temperature`, 'a top_p above 1', config({ topP: 2 }), `${FIELD}.generation_config.top_p: top_p must be in the range [0.0, 1.0].\n`, { check: 'parameters', client: true }),
  row('reconstructed', `${DOC}: other fields`, 'six stop sequences', config({ stopSequences: ['a', 'b', 'c', 'd', 'e', 'f'] }), `${FIELD}.generation_config.stop_sequences: the number of stop_sequences must not exceed 5.\n`, { check: 'parameters', client: true }),
  row('documented', 'published bodies', 'more tokens than the model writes', config({ maxOutputTokens: 100_000 }), 'Unable to submit request because it has a maxOutputTokens value of 100000 but the supported range is from 1 (inclusive) to 65537 (exclusive). Update the value and try again.', { check: 'parameters', client: true }),
  row('documented', DOC, 'a budget that is too large', config({ thinkingConfig: { thinkingBudget: 50_000 } }), 'The thinking budget 50000 is invalid. Please choose a value between 0 and 24576.', { check: 'parameters', client: true }),
  row('documented', DOC, 'a small budget of 2.5 Pro', config({ thinkingConfig: { thinkingBudget: 5 } }), 'The thinking budget 5 is invalid. Please choose a value between 128 and 32768.', { check: 'parameters', name: 'gemini-2.5-pro', client: true }),
  row('documented', DOC, 'no thinking of a model that must', config({ thinkingConfig: { thinkingBudget: 0 } }), 'Budget 0 is invalid. This model only works in thinking mode.', { check: 'parameters', name: 'gemini-2.5-pro', client: true }),
  row('documented', DOC, 'thinking of a model that cannot', config({ thinkingConfig: { thinkingBudget: 100 } }), 'Thinking is not supported for this model.', { check: 'parameters', name: 'gemini-2.0-flash', client: true }),
  row('documented', 'google-gemini.md 5', 'a budget and a level', config({ thinkingConfig: { thinkingBudget: 100, thinkingLevel: 'LOW' } }), 'You can only set one of thinking budget and thinking level.', { check: 'parameters', name: 'gemini-3-flash-preview', client: true }),
  row('reconstructed', 'google-gemini.md 5', 'a level of a model with budgets', config({ thinkingConfig: { thinkingLevel: 'LOW' } }), 'Thinking level is not supported for this model.', { check: 'parameters', client: true }),
  row('documented', 'published bodies', 'a level that Gemini 3 Pro lacks', config({ thinkingConfig: { thinkingLevel: 'MINIMAL' } }), 'Thinking level MINIMAL is not supported for this model. Please retry with other thinking level.', { check: 'parameters', name: 'gemini-3-pro-preview', client: true }),
  row('documented', 'published bodies', 'a MIME type that nobody writes', config({ responseMimeType: 'text/html' }), `${FIELD}.generation_config.response_mime_type: allowed mimetypes are \`text/plain\`, \`application/json\`, \`application/xml\`, \`application/yaml\` and \`text/x.enum\`.\n`, { check: 'format', client: true }),
  row('reconstructed', `${DOC}: other fields`, 'a schema without JSON', config({ responseSchema: { type: 'OBJECT', properties: {} } }), `${FIELD}.generation_config.response_schema: only allowed when response_mime_type is application/json or text/x.enum\n`, { check: 'format' }),
  row('documented', 'published bodies', 'a MIME type that nobody reads', inline('application/zip', 'AAAA'), 'Unsupported MIME type: application/zip', { check: 'media', client: true }),
  row('documented', 'published bodies', 'an image that is none', inline('image/png', 'AAAA'), 'Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting', { check: 'media', client: true }),
  row('documented', DOC, 'JSON together with functions', { ...config({ responseMimeType: 'application/json' }), tools }, "Function calling with a response mime type: 'application/json' is unsupported", { check: 'tools', client: true }),
  row('documented', DOC, 'search together with functions', { contents, tools: [...tools, { googleSearch: {} }] }, 'Tool use with function calling is unsupported', { check: 'tools', client: true }),
  row('documented', 'published bodies', 'a function twice', declared(weather, weather), 'Duplicate function declaration found: get_weather', { check: 'tools', client: true }),
  row('documented', DOC, 'a function with a bad name', declared({ name: '1st' }), `${FIELD}.tools[0].function_declarations[0].name: [FIELD_INVALID] Invalid function name. Must start with a letter or an underscore. Must be alphanumeric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:) or dashes (-), with a maximum length of 128.\n`, { check: 'tools', client: true }),
  row('documented', 'published bodies', 'a list without items', declared({ name: 'f', parameters: { type: 'OBJECT', properties: { a: { type: 'ARRAY' } } } }), `${FIELD}.tools[0].function_declarations[0].parameters.properties[a].items: missing field.\n`, { check: 'tools', client: true }),
  row('documented', 'published bodies', 'a required property that is none', declared({ name: 'f', parameters: { type: 'OBJECT', properties: {}, required: ['a'] } }), `${FIELD}.tools[0].function_declarations[0].parameters.required[0]: property is not defined\n`, { check: 'tools', client: true }),
  row('documented', 'published bodies', 'a forced call without functions', { contents, toolConfig: { functionCallingConfig: { mode: 'ANY' } } }, 'Function calling config is set without function_declarations.', { check: 'tools', client: true }),
  row('documented', DOC, 'a call at the start', { contents: [model(call), user(response)], tools }, 'Please ensure that function call turn comes immediately after a user turn or after a function response turn.', { check: 'messages', client: true }),
  row('documented', DOC, 'fewer responses than calls', { contents: [user({ text: 'a' }), model(call, call), user(response)], tools }, 'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.', { check: 'messages', client: true }),
  row('documented', `${DOC}: its counterpart`, 'a response to nothing', { contents: [user({ text: 'a' }), model({ text: 'b' }), user(response)], tools }, 'Please ensure that function response turn comes immediately after a function call turn.', { check: 'messages', client: true }),
  row('documented', DOC, 'a call without its signature', { contents: [user({ text: 'a' }), model(call), user(response)], tools }, 'Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call `default_api:get_weather` , position 2. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.', { check: 'messages', name: 'gemini-3-flash-preview', client: true }),
]

refusals(
  {
    url: `${MODELS}/${FLASH}:generateContent`,
    headers: { ...JSON_TYPE, 'x-goog-api-key': 'AIza-good' },
    sends: { 'x-frame-options': 'SAMEORIGIN', 'x-content-type-options': 'nosniff' },
    async sdk(llm, body) {
      // This client takes no fetch of its own.
      const real = globalThis.fetch
      globalThis.fetch = llm.fetch
      try {
        const client = new GoogleGenAI({ apiKey: 'AIza-test', apiVersion: 'v1beta' })
        return await client.models.generateContent(body as never)
      } finally {
        globalThis.fetch = real
      }
    },
    errorClass: () => ApiError,
  },
  ROWS,
)

test('refuses more than the window with the count that countTokens gives', async () => {
  const llm = createSimulation()
  const body = JSON.stringify({ contents: [user({ text: 'word '.repeat(1_100_000) })] })
  const headers = { ...JSON_TYPE, 'x-goog-api-key': 'AIza-good' }
  const send = async (method: string) => {
    const answer = await llm.fetch(`${MODELS}/${FLASH}:${method}`, { method: 'POST', headers, body })
    return { status: answer.status, body: await answer.json() }
  }
  const { totalTokens } = (await send('countTokens')).body
  expect(await send('generateContent')).toEqual({
    status: 400,
    body: {
      error: {
        code: 400,
        message: `The input token count (${totalTokens}) exceeds the maximum number of tokens allowed (1048576).`,
        status: 'INVALID_ARGUMENT',
      },
    },
  })
})
