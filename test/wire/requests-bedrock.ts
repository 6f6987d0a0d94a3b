import type { PartInput } from '../../src/reply/answer.ts'
import { LONG_TEXT } from './neutral.ts'
import type { Ask } from './replay.ts'

type Asks = Readonly<Record<string, Ask>>

const text: PartInput = { type: 'text', text: 'Paris, on the Seine.' }
const thought: PartInput = { type: 'reasoning', text: 'They ask for the capital.' }
const call: PartInput = { type: 'tool-call', name: 'get_weather', arguments: { city: 'Paris' } }

const PARTS: Readonly<Record<string, readonly PartInput[]>> = {
  text: [text],
  reasoning: [thought],
  'tool-call': [call],
  'tool-calls': [call, call],
}

const schema = { type: 'object', properties: { city: { type: 'string' } } }
const toolConfig = { tools: [{ toolSpec: { name: 'get_weather', inputSchema: { json: schema } } }] }
const said = [{ role: 'user', content: [{ text: 'What is the weather in Paris and in Rome?' }] }]

/** What a scenario's name asks a rule to reply. */
function replyOf(scenario: string): readonly PartInput[] {
  return scenario.split(' ').flatMap((word) => PARTS[word] ?? [])
}

const CLAUDE = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'

/** Who answered so, by how a scenario ends. */
const MODELS: readonly (readonly [string, string])[] = [
  ['reasoning', 'openai.gpt-oss-120b-1:0'],
  ['reasoning text', 'openai.gpt-oss-120b-1:0'],
  ['reasoning tool-call', 'openai.gpt-oss-120b-1:0'],
  ['json tool-calls', 'us.amazon.nova-2-lite-v1:0'],
  ['stream tool-call', 'us.amazon.nova-2-lite-v1:0'],
]

function converse(operation: string, ...scenarios: readonly string[]): Asks {
  const path = (model: string) => `/model/${model}/${operation}`
  const asks = scenarios.map((scenario): [string, Ask] => {
    const body = { messages: said, ...(scenario.includes('call') ? { toolConfig } : {}) }
    const model = MODELS.find(([word]) => scenario.endsWith(word))?.[1] ?? CLAUDE
    return [scenario, { path: path(model), body, reply: replyOf(scenario) }]
  })
  return { ...Object.fromEntries(asks), 'error 400': { path: path('does-not-exist'), body: { messages: said } } }
}

const claude = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'What is the weather in Paris and in Rome?' }],
}
const claudeTools = { ...claude, tools: [{ name: 'get_weather', input_schema: schema }] }
const nova = { schemaVersion: 'messages-v1', messages: said, inferenceConfig: { maxTokens: 100 } }
const cohereTexts = { texts: ['Hello'], input_type: 'search_document' }

/** A model and a body in its own format, by what scenarios call the format. */
const OWN: Readonly<Record<string, readonly [model: string, body: object]>> = {
  claude: [CLAUDE, claude],
  'claude-prompt': ['anthropic.claude-v2:1', { prompt: '\n\nHuman: Hello\n\nAssistant:', max_tokens_to_sample: 100 }],
  nova: ['us.amazon.nova-lite-v1:0', nova],
  command: ['cohere.command-light-text-v14', { prompt: 'Hello', max_tokens: 100 }],
  'command-r': ['cohere.command-r-v1:0', { message: 'Hello', max_tokens: 100 }],
  llama2: ['meta.llama2-13b-chat-v1', { prompt: 'Hello', max_gen_len: 100 }],
  llama3: ['meta.llama3-70b-instruct-v1:0', { prompt: 'Hello', max_gen_len: 100 }],
  mistral: ['mistral.mistral-7b-instruct-v0:2', { prompt: '<s>[INST] Hello [/INST]', max_tokens: 100 }],
  'titan-text': ['amazon.titan-text-lite-v1', { inputText: 'Hello', textGenerationConfig: { maxTokenCount: 100 } }],
  'titan-embed-text-v1': ['amazon.titan-embed-text-v1', { inputText: 'Hello' }],
  'titan-embed-text-v2': ['amazon.titan-embed-text-v2:0', { inputText: 'Hello' }],
  embed: ['cohere.embed-english-v3', cohereTexts],
  'embed-v4': ['cohere.embed-v4:0', cohereTexts],
  'nova-2': [
    'amazon.nova-2-multimodal-embeddings-v1:0',
    {
      taskType: 'SINGLE_EMBEDDING',
      singleEmbeddingParams: {
        embeddingPurpose: 'GENERIC_INDEX',
        embeddingDimension: 1024,
        text: { truncationMode: 'END', value: 'Hello' },
      },
    },
  ],
}

const TOOLED: Readonly<Record<string, readonly [model: string, body: object]>> = {
  claude: ['us.anthropic.claude-3-5-sonnet-20240620-v1:0', claudeTools],
  nova: ['us.amazon.nova-lite-v1:0', { ...nova, toolConfig }],
}

/** Formats of which only answers that met their limit are recorded. */
const CUT = ['llama2', 'mistral', 'command']

function invoke(operation: string, ...scenarios: readonly string[]): Asks {
  const asks = scenarios.map((scenario): [string, Ask] => {
    const family = scenario.slice(scenario.indexOf('+') + 1)
    const [usual, plain] = OWN[family]!
    const [model, body] = scenario.includes('call') ? TOOLED[family]! : [usual, plain]
    const reply = CUT.includes(family) ? LONG_TEXT : replyOf(scenario)
    const isStopped = family === 'command-r'
    return [
      scenario,
      {
        path: `/model/${model}/${operation}`,
        body,
        reply: isStopped ? { content: replyOf(scenario), finishReason: 'stop-sequence' } : reply,
      },
    ]
  })
  return { ...Object.fromEntries(asks), 'error 400': { path: `/model/does-not-exist/${operation}`, body: claude } }
}

const embeddings = ['embed', 'embed-v4', 'nova-2', 'titan-embed-text-v1', 'titan-embed-text-v2']
const unary = ['command', 'command-r', 'llama2', 'llama3', 'mistral', 'nova', 'titan-text']

/** A call of Claude's, and one of Titan's that is stopped, under a guardrail of the account. */
const guardedConverse: Ask = {
  path: `/model/${CLAUDE}/converse`,
  body: { messages: said, guardrailConfig: { guardrailIdentifier: 'guardrail-1', trace: 'enabled' } },
  reply: [text],
}
const guardedStream: Ask = {
  path: '/model/amazon.titan-text-lite-v1/invoke-with-response-stream',
  body: OWN['titan-text']![1],
  headers: { 'x-amzn-bedrock-guardrailidentifier': 'guardrail-1', 'x-amzn-bedrock-trace': 'ENABLED' },
  reply: { content: 'Input blocked', finishReason: 'content-filter' },
}

/** Requests for Amazon Bedrock. */
export const bedrockRequests: Readonly<Record<string, Asks>> = {
  'bedrock.converse': {
    'json text +guardrail': guardedConverse,
    ...converse(
      'converse',
      'json reasoning',
      'json reasoning text',
      'json reasoning tool-call',
      'json text',
      'json text reasoning',
      'json text tool-call',
      'json text tool-calls',
      'json tool-call',
      'json tool-calls',
    ),
  },
  'bedrock.converse-stream': converse(
    'converse-stream',
    'stream reasoning text',
    'stream text',
    'stream text tool-call',
    'stream text tool-calls',
    'stream tool-call',
  ),
  'bedrock.invoke': invoke(
    'invoke',
    ...embeddings.map((family) => `json empty +${family}`),
    ...unary.map((family) => `json text +${family}`),
    'json text tool-calls +nova',
  ),
  'bedrock-claude.invoke': invoke(
    'invoke',
    'json text +claude',
    'json text +claude-prompt',
    'json text tool-calls +claude',
  ),
  'bedrock.invoke-with-response-stream': {
    'stream text +titan-text +guardrail': guardedStream,
    ...invoke(
      'invoke-with-response-stream',
      ...['command', 'llama2', 'nova', 'titan-text'].map((family) => `stream text +${family}`),
      'stream text tool-calls +nova',
    ),
  },
  'bedrock-claude.invoke-with-response-stream': invoke(
    'invoke-with-response-stream',
    'stream text +claude',
    'stream text tool-calls +claude',
  ),
  'bedrock.count-tokens': {
    'json empty': { body: { input: { converse: { messages: said } } } },
    'error 400': {
      path: '/model/does-not-exist/count-tokens',
      body: { input: { converse: { messages: said } } },
    },
  },
}
