import { assistant, CLAUDE, NOVA, said, user } from './bedrock-lab.ts'

const spec = { toolSpec: { name: 'add', inputSchema: { json: { type: 'object' } } } }
const toolConfig = { tools: [spec] }
const use = { toolUse: { toolUseId: 'tooluse_A', name: 'add', input: {} } }
const result = { toolResult: { toolUseId: 'tooluse_A', content: [{ text: '3' }] } }
export const hi = { messages: [said('Hi')] }
const native = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 100, messages: [{ role: 'user', content: 'Hi' }] }
const CONSTRAINT = 'failed to satisfy constraint:'

/** What is sent, and the words of its refusal. */
export type Case = readonly [
  name: string,
  operation: string,
  body: unknown,
  message: string,
  model?: string,
  exception?: string,
]

/** Requests that the service refuses with 400. */
export const CASES: readonly Case[] = [
  ['an unknown model (recorded)', 'converse', hi, 'The provided model identifier is invalid.', 'does-not-exist'],
  [
    'an unknown model of a stream (recorded)',
    'converse-stream',
    hi,
    'The provided model identifier is invalid.',
    'does-not-exist',
  ],
  [
    'an unknown model of InvokeModel (documented)',
    'invoke',
    native,
    'The provided model identifier is invalid.',
    'does-not-exist',
  ],
  [
    'a profile that the model has not (documented)',
    'converse',
    hi,
    'The provided model identifier is invalid.',
    'us.amazon.titan-text-lite-v1',
  ],
  [
    'a model without its profile (documented)',
    'converse',
    hi,
    'Invocation of model ID anthropic.claude-sonnet-4-5-20250929-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.',
    'anthropic.claude-sonnet-4-5-20250929-v1:0',
  ],
  [
    'a model that embeds (documented)',
    'converse',
    hi,
    "This action doesn't support the model that you provided. Try again with a supported text or chat model.",
    'amazon.titan-embed-text-v2:0',
  ],
  [
    'an unknown role',
    'converse',
    { messages: [{ role: 'system', content: [{ text: 'Hi' }] }] },
    `1 validation error detected: Value 'system' at 'messages.1.member.role' ${CONSTRAINT} Member must satisfy enum value set: [user, assistant]`,
  ],
  [
    'several things at once',
    'converse',
    { messages: [{ role: 'user' }], inferenceConfig: { temperature: 2, maxTokens: 0 } },
    `3 validation errors detected: Value null at 'messages.1.member.content' ${CONSTRAINT} Member must not be null; Value '0' at 'inferenceConfig.maxTokens' ${CONSTRAINT} Member must have value greater than or equal to 1; Value '2' at 'inferenceConfig.temperature' ${CONSTRAINT} Member must have value less than or equal to 1`,
  ],
  [
    'a name that no tool can have',
    'converse',
    { ...hi, toolConfig: { tools: [{ toolSpec: { name: 'a b', inputSchema: { json: {} } } }] } },
    `1 validation error detected: Value 'a b' at 'toolConfig.tools.1.member.toolSpec.name' ${CONSTRAINT} Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+`,
  ],
  [
    'a text in place of messages',
    'converse',
    { messages: 'Hi' },
    'Expected list or null',
    CLAUDE,
    'SerializationException',
  ],
  [
    'a number in place of text',
    'converse',
    { messages: [user({ text: 5 })] },
    'NUMBER_VALUE can not be converted to String',
    CLAUDE,
    'SerializationException',
  ],
  ['a list in place of the body', 'converse', [], 'Expected structure or null', CLAUDE, 'SerializationException'],
  ['half of a body', 'converse', '{"messages":', 'Unexpected end of input', CLAUDE, 'SerializationException'],
  [
    'no message (documented)',
    'converse',
    { messages: [] },
    'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
  ],
  [
    'an assistant first (documented)',
    'converse',
    { messages: [assistant({ text: 'Hi' })] },
    'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
  ],
  [
    'a message without content',
    'converse',
    { messages: [user()] },
    'The content field in the Message object at messages.0 is empty. Add a ContentBlock object to the content field and try again.',
  ],
  [
    'a blank text (documented)',
    'converse',
    { messages: [said('  ')] },
    'The text field in the ContentBlock object at messages.0.content.0 is blank. Add text to the text field, and try again.',
  ],
  [
    'tool blocks without tools',
    'converse',
    { messages: [said('Hi'), assistant(use), user(result)] },
    'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
  ],
  [
    'a call without its result',
    'converse',
    { messages: [said('Hi'), assistant(use), said('Well?')], toolConfig },
    'Expected toolResult blocks at messages.2.content for the following Ids: tooluse_A',
  ],
  [
    'a result without its call (documented)',
    'converse',
    { messages: [said('Hi'), assistant({ text: 'Hi' }), user(result)], toolConfig },
    'The number of toolResult blocks at messages.2.content exceeds the number of toolUse blocks of previous turn.',
  ],
  [
    'a result that is a list',
    'converse',
    {
      messages: [
        said('Hi'),
        assistant(use),
        user({ toolResult: { toolUseId: 'tooluse_A', content: [{ json: [1] }] } }),
      ],
      toolConfig,
    },
    'The format of the value at messages.2.content.0.toolResult.content.0.json is invalid. Provide a json object for the field and try again.',
  ],
  [
    'a failed result without content',
    'converse',
    {
      messages: [
        said('Hi'),
        assistant(use),
        user({ toolResult: { toolUseId: 'tooluse_A', content: [], status: 'error' } }),
      ],
      toolConfig,
    },
    'The content field at messages.2.content.0.toolResult cannot be empty when status value is error.',
  ],
  [
    'tools for a model without (documented)',
    'converse',
    { ...hi, toolConfig },
    "This model doesn't support tool use.",
    'amazon.titan-text-lite-v1',
  ],
  [
    'a video for Claude (documented)',
    'converse',
    { messages: [user({ video: { format: 'mp4', source: { bytes: 'AAAA' } } })] },
    "This model doesn't support the video content block that you provided. Update the content block and try again.",
  ],
  [
    'an object of S3 for Claude (documented)',
    'converse',
    { messages: [user({ document: { format: 'pdf', name: 'a', source: { s3Location: { uri: 's3://a/b' } } } })] },
    "This model doesn't support the s3Uri field. Remove s3Uri and try again.",
  ],
  [
    'more tokens than the model writes (documented)',
    'converse',
    { ...hi, inferenceConfig: { maxTokens: 64_001 } },
    'The maximum tokens you requested exceeds the model limit of 64000. Try again with a maximum tokens value that is lower than 64000.',
  ],
  [
    'what Claude itself refuses (documented)',
    'converse',
    { ...hi, inferenceConfig: { temperature: 0.5, topP: 0.5 } },
    'The model returned the following errors: `temperature` and `top_p` cannot both be specified for this model. Please use only one.',
  ],
  [
    'an unknown field of Claude (documented)',
    'converse',
    { ...hi, additionalModelRequestFields: { foo: 1 } },
    'The model returned the following errors: foo: Extra inputs are not permitted',
  ],
  [
    'a beta that is none (documented)',
    'converse',
    { ...hi, additionalModelRequestFields: { anthropic_beta: ['foo'] } },
    'The model returned the following errors: invalid beta flag',
  ],
  [
    'a Claude body without its version',
    'invoke',
    { ...native, anthropic_version: undefined },
    'anthropic_version: Field required',
  ],
  [
    'a Claude body with a model (documented)',
    'invoke',
    { ...native, model: 'claude-sonnet-4-5' },
    'model: Extra inputs are not permitted',
  ],
  ['a Claude body with stream', 'invoke', { ...native, stream: true }, 'stream: Extra inputs are not permitted'],
  ['a Claude body without max_tokens', 'invoke', { ...native, max_tokens: undefined }, 'max_tokens: Field required'],
  [
    'web search, which is not to be had here',
    'invoke',
    { ...native, tools: [{ type: 'web_search_20250305', name: 'web_search' }] },
    "tools.0: Input tag 'web_search_20250305' found using 'type' does not match any of the expected tags: 'bash_20250124', 'custom', 'text_editor_20250124', 'text_editor_20250429', 'text_editor_20250728'",
  ],
  ['a body that is no JSON', 'invoke', '{"a', 'Malformed input request, please reformat your input and try again.'],
  [
    'an extraneous key of Titan',
    'invoke',
    { inputText: 'Hi', foo: 1 },
    'Malformed input request: #: extraneous key [foo] is not permitted, please reformat your input and try again.',
    'amazon.titan-text-lite-v1',
  ],
  [
    'a missing prompt of Llama',
    'invoke',
    {},
    'Malformed input request: #: required key [prompt] not found, please reformat your input and try again.',
    'meta.llama3-8b-instruct-v1:0',
  ],
  [
    'a wrong type of Mistral',
    'invoke',
    { prompt: 5 },
    'Malformed input request: #/prompt: expected type: String, found: Integer, please reformat your input and try again.',
    'mistral.mistral-7b-instruct-v0:2',
  ],
  [
    'two mistakes of Cohere',
    'invoke',
    { prompt: 'Hi', p: 2, foo: 1 },
    'Malformed input request: 2 schema violations found, please reformat your input and try again.',
    'cohere.command-text-v14',
  ],
  [
    'a stream of Jurassic (documented)',
    'invoke-with-response-stream',
    { prompt: 'Hi' },
    'The model is unsupported for streaming.',
    'ai21.j2-mid-v1',
  ],
  [
    'a count for Nova',
    'count-tokens',
    { input: { converse: hi } },
    "The provided model doesn't support counting tokens.",
    NOVA,
  ],
]
