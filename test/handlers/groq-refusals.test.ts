import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { rowsOf } from './bad-requests.ts'
import { refuses, type Row } from './refuses.ts'

const groq: readonly Row[] = [
  ['no JSON', '{"model":', 400, groqError('could not parse request body as JSON: Unexpected end of JSON input')],
  ['no model', { model: undefined }, 400, groqError("'model' : property 'model' is missing")],
  [
    'an unknown model',
    { model: 'nope' },
    404,
    groqError('The model `nope` does not exist or you do not have access to it.', { code: 'model_not_found' }),
    'documented',
  ],
  ['no messages', { messages: undefined }, 400, groqError("'messages' : property 'messages' is missing")],
  ['empty messages', { messages: [] }, 400, groqError("'messages' : minimum number of items is 1"), 'documented'],
  ['an unknown member', { foo: 1 }, 400, groqError("property 'foo' is unsupported"), 'documented'],
  ['several answers', { n: 2 }, 400, groqError("'n' : number must be at most 1 right now")],
  [
    'a message without content',
    { messages: [{ role: 'user' }] },
    400,
    groqError(
      "'messages.0' : for 'role:user' the following must be satisfied[('messages.0' : property 'content' is missing)]",
    ),
  ],
  [
    'an unknown role',
    { messages: [{ role: 'usr', content: 'a' }] },
    400,
    groqError('\'messages.0.role\' : value must be one of ["system","developer","user","assistant","tool","function"]'),
  ],
  [
    'a member of another API in a message',
    {
      messages: [
        { role: 'assistant', content: 'a', reasoning_content: 'b' },
        { role: 'user', content: 'hi' },
      ],
    },
    400,
    groqError(
      "'messages.0' : for 'role:assistant' the following must be satisfied[('messages.0' : property 'reasoning_content' is unsupported)]",
    ),
  ],
  ['a temperature above 2', { temperature: 3 }, 400, groqError("'temperature' : number must be at most 2")],
  ['a temperature as text', { temperature: 'hot' }, 400, groqError("'temperature' : value must be a number")],
  ['logprobs', { logprobs: true }, 400, groqError("property 'logprobs' is unsupported"), 'documented'],
  [
    'more tokens than the model has',
    { max_tokens: 99999 },
    400,
    groqError(
      '`max_tokens` must be less than or equal to `32768`, the maximum value for `max_tokens` is less than the `context_window` for this model',
      { param: 'max_tokens' },
    ),
  ],
  [
    'effort at a model that does not reason',
    { reasoning_effort: 'low' },
    400,
    groqError('reasoning_effort is not supported with this model', { param: 'reasoning_effort' }),
    'documented',
  ],
  [
    'a schema at a model without',
    { response_format: { type: 'json_schema', json_schema: { name: 'a', schema: {} } } },
    400,
    groqError(
      'This model does not support response format `json_schema`. See supported models at https://console.groq.com/docs/structured-outputs#supported-models',
      { param: 'response_format' },
    ),
    'documented',
  ],
  [
    'JSON mode without the word',
    { response_format: { type: 'json_object' } },
    400,
    groqError("'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."),
  ],
  [
    'an image at a model without eyes',
    { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://x.test/a.png' } }] }] },
    400,
    groqError('messages[0].content must be a string'),
  ],
  [
    'two ways of reasoning at once',
    { model: 'openai/gpt-oss-20b', reasoning_format: 'parsed', include_reasoning: true },
    400,
    groqError('cannot specify both `reasoning_format` and `include_reasoning`', { param: 'reasoning_format' }),
    'documented',
  ],
]

function groqError(message: string, rest: object = {}): object {
  return { error: { message, type: 'invalid_request_error', ...rest } }
}

const more = rowsOf({
  'a demanded tool where there is none': [
    400,
    groqError('tool_choice requires tools, but no tools were specified', { param: 'tool_choice' }),
  ],
  'a demanded tool that is not there': [400, groqError('requested tool does not exist'), 'documented'],
})

refuses('https://api.groq.com/openai/v1', 'llama-3.3-70b-versatile', [...groq, ...more])

test('answers 413 at Groq for a request that no minute has room for, 429 while the minute is spent', async () => {
  const llm = createSimulation({ clock: 'virtual', limits: { groq: { tokensPerMinute: 100 } } })
  const send = (words: number) =>
    llm.fetch('https://api.groq.com/openai/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer any-key' },
      body: JSON.stringify({
        model: 'llama-3.3-70b-versatile',
        messages: [{ role: 'user', content: 'word '.repeat(words) }],
      }),
    })
  const large = await send(500)
  expect(large.status).toBe(413)
  expect(await large.json()).toMatchObject({
    error: {
      type: 'tokens',
      code: 'rate_limit_exceeded',
      message: expect.stringMatching(
        /^Request too large for model `llama-3\.3-70b-versatile` in organization `org_01\w{24}` service tier `on_demand` on tokens per minute \(TPM\): Limit 100, Requested 5\d\d, /,
      ) as unknown,
    },
  })
  expect((await send(20)).status).toBe(200)
  const spent = await send(20)
  expect(spent.status).toBe(429)
  expect(Number(spent.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await spent.text()).toMatch(/Please try again in [\d.]+s\./)
})
