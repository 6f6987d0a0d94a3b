import type { PartInput } from '../../src/reply/answer.ts'
import {
  audioForm,
  fileForm,
  namedBatch,
  startedBatch,
  storedResponse,
  uploadBatch,
  uploadedFile,
  withPrevious,
} from './prepare.ts'
import { anthropicRequests } from './requests-anthropic.ts'
import { responsesRequests } from './requests-responses.ts'
import type { Recording } from './recording.ts'
import type { Ask } from './replay.ts'

type Asks = Readonly<Record<string, Ask>>

const prompt = { prompt: 'The capital of France is' }
const text = 'Paris, on the Seine.'

/** Text completions in the shapes of chat. */
function continued(model: string, suffix: object = {}): Asks {
  const body = { model, ...prompt, ...suffix }
  const json = { body, reply: text }
  const stream = { body: { ...body, stream: true }, reply: text }
  return {
    'json text': json,
    'json text -logprobs': json,
    'stream text': stream,
    'stream text -logprobs': stream,
    'stream text +usage': stream,
  }
}

function embedded(model: string): Asks {
  return {
    'json empty': { body: { model, input: ['hello', 'world'] } },
    'json empty +base64': { body: { model, input: ['hello', 'world'], encoding_format: 'base64' } },
  }
}

/** Completions of an agent. */
function agents(): Asks {
  const body = { agent_id: 'ag_1', messages: [{ role: 'user', content: 'What is the weather in Paris?' }] }
  const tool = { type: 'function', function: { name: weather.name, parameters: weather.parameters } }
  return {
    'json text -logprobs': { body, reply: text },
    'stream text -logprobs': { body: { ...body, stream: true }, reply: text },
    'json tool-call -logprobs': {
      body: { ...body, tools: [tool], tool_choice: 'required' },
      reply: WORDS['tool-call']!,
    },
  }
}

const asked = { method: 'GET' } as const
const logo =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const picture = { model: 'gpt-image-1.5', prompt: 'green', images: [{ image_url: logo }] }
const generated = { model: 'gpt-oss:20b', prompt: 'Hello' }
// Made for the request alone: nothing is read of a recording.
const nothing = {
  request: { body: { model: 'gpt-4.1', input: [], previous_response_id: 'resp_1' } },
} as unknown as Recording

const weather = {
  type: 'function',
  name: 'get_weather',
  description: 'The weather',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
  strict: true,
}

/** What is read of a recording of a stored response. */
function made(tools: readonly object[], status = 'completed', model = 'gpt-5.6-sol'): Recording {
  return {
    request: {},
    response: { body: { model: tools.length > 0 ? 'gpt-4o' : model, tools, status } },
  } as unknown as Recording
}

const WORDS: Readonly<Record<string, readonly PartInput[]>> = {
  reasoning: [{ type: 'reasoning', text: 'All is well here, I think.' }],
  text: [{ type: 'text', text }],
  'tool-call': [{ type: 'tool-call', name: 'get_weather', arguments: { city: 'Paris' } }],
  'tool-calls': [
    { type: 'tool-call', name: 'get_weather', arguments: { city: 'Paris' } },
    { type: 'tool-call', name: 'get_weather', arguments: { city: 'Rome' } },
  ],
}

/** Responses by scenario, read from its name. */
export function responded(model: string, scenario: string): Ask {
  const [form, ...words] = scenario.split(' ')
  return {
    body: {
      model,
      input: 'What is the weather in Paris?',
      ...(form === 'stream' ? { stream: true } : {}),
      ...(words.includes('+encrypted') ? { include: ['reasoning.encrypted_content'], store: false } : {}),
      ...(words.some((word) => word.startsWith('tool-call')) ? { tools: [weather] } : {}),
    },
    reply: [
      ...(words.includes('+encrypted') && !words.includes('reasoning')
        ? [{ type: 'reasoning', text: '', tokens: 64 } as const]
        : []),
      ...words.flatMap((word) => WORDS[word] ?? []),
    ],
  }
}

function streamed(ask: Ask): Ask {
  return { ...ask, body: { ...(ask.body as object), stream: true } }
}

const FLASH = 'google/gemini-2.5-flash-lite'

/** With a limit that it does not reach. */
function short(ask: Ask): Ask {
  return { ...ask, body: { ...(ask.body as object), max_output_tokens: 24 } }
}

/** With a search at xAI. */
function searching(settings: object = {}): Ask {
  const { reply } = responsesRequests['json server-tool text +web_search_call']!
  const tools = [{ type: 'web_search', ...settings }]
  return { body: { model: 'grok-4-fast-reasoning', input: 'What is new?', tools }, ...(reply ? { reply } : {}) }
}

/** With a tool that is not called. */
function tooled(ask: Ask): Ask {
  return { ...ask, body: { ...(ask.body as object), tools: [weather] } }
}

const LUNA = 'openai.gpt-5.6-luna'

/** With instructions, and a tool of which only the name is known. */
function instructed(scenario: string): Ask {
  const ask = responded(LUNA, scenario)
  const tools = [{ ...weather, description: null, strict: false }]
  return { ...ask, body: { ...(ask.body as object), instructions: 'Be brief.', tools } }
}

/** With a tool that is not described. */
function unsaid(ask: Ask): Ask {
  const { description: _description, ...tool } = weather
  return { ...ask, body: { ...(ask.body as object), tools: [tool] } }
}

/** Models that answer responses, by endpoint. */
export const RESPONDERS: Readonly<Record<string, string>> = {
  'xai.responses': 'grok-4.3',
  'deepseek.responses': 'deepseek-v4-flash',
  'azure.responses': 'gpt-5-nano',
  'openrouter.responses': FLASH,
  'bedrock-mantle.responses': 'openai.gpt-oss-20b',
  'bedrock-mantle-openai.responses': LUNA,
}

/** Requests of the endpoints beside chat. */
export const OTHER_REQUESTS: Readonly<Record<string, Asks>> = {
  ...anthropicRequests,
  'mistral.agents': agents(),
  'mistral.fim': {
    ...continued('codestral-latest', { suffix: 'end', max_tokens: 2 }),
    'json text -logprobs': { body: { model: 'codestral-latest', ...prompt, suffix: 'end' }, reply: text },
  },
  'huggingface.completions': Object.fromEntries(
    Object.entries(continued('meta-llama/Meta-Llama-3.1-8B', { max_tokens: 2 })).map(([name, ask]) => [
      name,
      { ...ask, path: '/featherless-ai/v1/completions' },
    ]),
  ),
  'openai.files': { 'json empty': { body: fileForm('assistants') } },
  'openai.files.delete': { 'json empty': { method: 'DELETE', prepare: (send) => uploadedFile(nothing, send) } },
  'openai.batches': {
    'json empty': {
      prepare: async (send) => ({
        body: { input_file_id: await uploadBatch(send), endpoint: '/v1/chat/completions', completion_window: '24h' },
      }),
    },
  },
  'openai.batches.get': { 'json empty': { ...asked, prepare: (send) => startedBatch(nothing, send) } },
  'openai.images.edits': {
    'json empty': { body: picture },
    'error 400': {
      body: picture,
      fail: {
        kind: 'invalid_request',
        status: 400,
        code: 'invalid_image_file',
        type: 'image_generation_user_error',
        message: 'Invalid image data.',
      },
    },
  },
  'openai.audio.transcriptions': {
    'json empty': { body: audioForm('gpt-4o-transcribe-diarize', { response_format: 'diarized_json' }) },
    'stream empty': { body: audioForm('gpt-4o-transcribe', { stream: 'true' }) },
  },
  'openai.responses.get': {
    'json text +background': { ...asked, reply: text, prepare: (send, wait) => storedResponse(made([]), send, wait) },
    'json text +background +queued': {
      ...asked,
      reply: text,
      prepare: (send, wait) => storedResponse(made([], 'queued', 'gpt-4o'), send, wait),
    },
    'json text +background +in_progress': {
      ...asked,
      reply: text,
      prepare: (send, wait) => storedResponse(made([], 'in_progress', 'gpt-4o'), send, wait),
    },
    'json tool-call +background': {
      ...asked,
      reply: [{ type: 'tool-call', name: 'get_weather', arguments: { city: 'Paris' } }],
      prepare: (send, wait) => storedResponse(made([weather]), send, wait),
    },
  },
  'openai.responses.compact': { 'json empty': { prepare: (send) => withPrevious(nothing, send) } },
  'openai.responses.input_tokens': { 'json empty': { body: { model: 'gpt-4.1', input: 'Hello' } } },
  'azure-cohere.embeddings': {
    'json empty': { body: { model: 'Cohere-embed-v3-english', input: ['A harbour in the fog'] } },
  },
  'azure.embeddings': {
    ...embedded('text-embedding-3-large'),
    'error 401': { body: { model: 'text-embedding-3-large', input: 'Hello' }, apiKeys: ['another-key-0123456789'] },
  },
  'azure.responses': {
    ...responsesRequests,
    'json text': responded('gpt-5.6-sol', 'json text'),
    'json tool-call': unsaid(responded('gpt-5.1', 'json tool-call')),
    'stream text': responded('gpt-5.1', 'stream text'),
    'stream tool-call': unsaid(responded('gpt-5.1', 'stream tool-call')),
    'stream server-tool text +file_search_call': streamed(
      responsesRequests['json server-tool text +file_search_call']!,
    ),
  },
  'xai.responses': {
    'json server-tool text +web_search_call': searching({ search_context_size: 'medium' }),
    'stream server-tool text +web_search_call': streamed(searching()),
  },
  'deepseek.responses': {
    'json text': tooled(responded('deepseek-v4-flash', 'json text')),
    'stream text': tooled(responded('deepseek-v4-flash', 'stream text')),
    'error 400': {
      body: {
        model: 'deepseek-v4-flash',
        input: [
          { type: 'function_call', name: 'get_weather', call_id: 'call_1', arguments: '{}' },
          { role: 'user', content: 'And?' },
        ],
      },
    },
  },
  'openrouter.responses': {
    'json text': responded('openai/gpt-5.6-sol', 'json text'),
    'stream text': short(responded(FLASH, 'stream text')),
    'stream tool-call': short({
      body: {
        model: FLASH,
        input: 'What is the weather in Paris?',
        stream: true,
        tools: [{ ...weather, name: 'lookup_weather', strict: null }],
      },
      reply: [{ type: 'tool-call', name: 'lookup_weather', arguments: { city: 'Paris' } }],
    }),
  },
  'openrouter.embeddings': embedded('openai/text-embedding-3-small'),
  'openrouter.rerank': {
    'json empty': { body: { model: 'cohere/rerank-v3.5', query: 'France', documents: ['Paris', 'Lima'] } },
  },
  'mistral.embeddings': embedded('mistral-embed'),
  'mistral.moderations': { 'json empty': { body: { model: 'mistral-moderation-latest', input: 'Hello' } } },
  'mistral.chat.moderations': {
    'json empty': { body: { model: 'mistral-moderation-latest', input: [{ role: 'user', content: 'Hello' }] } },
  },
  'mistral.audio.transcriptions': { 'json empty': { body: audioForm('voxtral-mini-latest', { diarize: 'true' }) } },
  'mistral.audio.speech': { 'json empty': { body: { model: 'voxtral-mini-tts-latest', input: text } } },
  'mistral.ocr': {
    'json empty': {
      body: { model: 'mistral-ocr-latest', document: { type: 'image_url', image_url: logo } },
    },
  },
  'mistral.files': { 'json empty': { body: fileForm('ocr', '%PDF-1.1', 'sample.pdf') } },
  'xai.images.edits': {
    'json empty': {
      body: { model: 'grok-imagine-image-quality', prompt: 'green', images: [{ type: 'image_url', url: logo }] },
    },
  },
  'xai.files': { 'json empty': { body: fileForm('') } },
  'xai.batches': { 'json empty': { body: { name: 'one' } } },
  'xai.batches.get': { 'json empty': { ...asked, prepare: (send) => namedBatch(nothing, send) } },
  'together.rerank': {
    'json empty': {
      body: {
        model: 'Salesforce/Llama-Rank-v1',
        query: 'France',
        documents: [{ word: 'Paris' }, { word: 'Lima' }],
        return_documents: true,
      },
    },
  },
  'perplexity.embeddings': embedded('pplx-embed-v1-0.6b'),
  'perplexity.models': { 'json empty': asked },
  'cerebras.models': { 'json empty': asked },
  'bedrock-mantle.models': { 'json empty': asked },
  'bedrock-mantle-openai.responses': Object.fromEntries(
    [
      'json text +encrypted',
      'json tool-call',
      'stream text +encrypted',
      'stream tool-call',
      'stream tool-call +encrypted',
    ].map((scenario) => [scenario, instructed(scenario)]),
  ),
  'ollama.generate': {
    'json text': { body: { model: 'llama3', prompt: 'Hello', stream: false }, reply: text },
    'stream text': { body: { model: 'llama3', prompt: 'Hello' }, reply: text },
  },
  'ollama-cloud.generate': {
    'json reasoning text': {
      body: { ...generated, stream: false },
      reply: [
        { type: 'reasoning', text: 'Well.' },
        { type: 'text', text },
      ],
    },
    'stream reasoning text': {
      body: generated,
      reply: [
        { type: 'reasoning', text: 'Well.' },
        { type: 'text', text },
      ],
    },
  },
  'ollama.embeddings': { 'json empty': { body: { model: 'llama3', prompt: 'Hello' } } },
}
