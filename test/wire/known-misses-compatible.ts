import type { KnownMiss } from './known-misses.ts'

const HOSTED = 'hosted tools (search, code) of this provider are not simulated'
const OLD_STREAM =
  'streams of before June 2026 had the role first, log probabilities, and a last chunk without a reason'

const REGIONAL = 'ids named a region for some days in October 2025'
const LOST = 'kept without its request, whose tools and settings the answer repeats'

/** Misses of the providers that speak chat completions. */
export const COMPATIBLE_MISSES: readonly KnownMiss[] = [
  { recording: 'groq/chat/server_tools-*', reason: HOSTED, odd: true },
  { recording: 'groq/chat/stream-server_tools-*', reason: HOSTED, odd: true },
  {
    recording: 'groq/chat/tool_calls-gpt-oss-120b-5fa0b5',
    reason: 'after a refused call, gpt-oss names its calls in another form',
    odd: true,
  },
  {
    recording: 'mistral/chat/stream-reasoning-magistral-medium-2507-def9cc',
    reason: 'before July 2026 a stream began with the thoughts',
    odd: true,
  },
  {
    recording: 'mistral/chat/stream-reasoning-mistral-small-latest-fb4bba',
    reason: 'the chunk that ends the thoughts also has the first text',
    odd: true,
  },
  {
    recording: 'mistral/chat/stream-tool_calls-mistral-small-latest-31f54a',
    reason: 'before July 2026 calls came with empty content',
    odd: true,
  },
  {
    recording: 'mistral/chat/stream-tool_calls-mistral-small-latest-5daf97',
    reason: 'before July 2026 calls came with empty content',
    odd: true,
  },
  { recording: 'mistral/chat/text-voxtral-*', reason: 'audio in a prompt is not counted in seconds', odd: true },
  {
    recording: 'mistral/chat/tool_calls-mistral-small-latest-45e963',
    reason: 'kept without its empty content',
    odd: true,
  },
  {
    recording: 'deepseek/chat/stream-text-deepseek-chat-193f62',
    reason: 'the limit that ended it was not kept',
    odd: true,
  },
  {
    recording: 'deepseek/chat/stream-text-deepseek-chat-7d2af2',
    reason: 'sent by another front end of July 2025',
    odd: true,
  },
  { recording: 'deepseek/responses/server_tools-deepseek-v4-flash-1d268f', reason: HOSTED, odd: true },
  { recording: 'openrouter/chat/error-400-*', reason: 'the name of the account was replaced', odd: true },
  {
    recording: 'openrouter/chat/reasoning-gpt-5.1-codex-mini-085b20',
    reason: 'annotations of a file that was sent',
    odd: true,
  },
  {
    recording: 'openrouter/chat/reasoning-gpt-5.2-f15ae0',
    reason: 'thoughts between searches, which are summed up in the details alone',
    odd: true,
  },
  {
    recording: 'openrouter/chat/stream-text-gpt-4o-mini-35ebf4',
    reason: 'an adviser of OpenRouter’s own was asked',
    odd: true,
  },
  { recording: 'openrouter/chat/stream-reasoning-claude-sonnet-4.5-a01110', reason: OLD_STREAM, odd: true },
  { recording: 'openrouter/chat/stream-reasoning-gemini-2.0-flash-exp-free-36ed57', reason: OLD_STREAM, odd: true },
  { recording: 'openrouter/chat/stream-reasoning-o3-8e57b0', reason: OLD_STREAM, odd: true },
  { recording: 'openrouter/chat/stream-text-claude-3-5-sonnet-20241022-32fed5', reason: OLD_STREAM, odd: true },
  { recording: 'openrouter/chat/stream-text-gpt-4o-b4b3cb', reason: OLD_STREAM, odd: true },
  { recording: 'openrouter/chat/stream-text-gpt-4o-mini-ff7bee', reason: OLD_STREAM, odd: true },
  {
    recording: 'openrouter/chat/text-claude-sonnet-4.6-7a8ff7',
    reason: 'served by another company than the one that is first now',
    odd: true,
  },
  {
    recording: 'openrouter/chat/tool_calls-claude-sonnet-4.6-10dedd',
    reason: 'served by another company than the one that is first now',
    odd: true,
  },
  {
    recording: 'openrouter/chat/text-gemini-2.0-flash-exp-free-7a3bec',
    reason: 'served by another model than the one asked for, whose name the request does not have',
    odd: true,
  },
  {
    recording: 'openrouter/chat/text-gpt-4.1-mini-1a76f6',
    reason: 'a fingerprint that OpenAI leaves out at times',
    odd: true,
  },
  {
    recording: 'openrouter/chat/tool_calls-qwen3-30b-a3b-instruct-2507-d01ee4',
    reason: 'a company that names calls in a form of its own',
    odd: true,
  },
  {
    recording: 'openrouter/responses/stream-tool_calls-gemini-2.5-flash-lite-dc66a1',
    reason: 'a random number in base 36 that is a digit shorter than most',
  },
  {
    recording: 'openrouter/responses/text-gpt-4o-mini-2024-07-18-b7de2c',
    reason: 'the key of the cache was replaced, though none was sent',
    odd: true,
  },
  {
    recording: 'azure/chat/stream-text-openllmetry-testing-20564f',
    reason: 'an API version of 2023 in April 2024',
    odd: true,
  },
  {
    recording: 'azure/chat/text-openllmetry-testing-64ff9c',
    reason: 'a prompt that the filters stopped in 2024: a choice without a message',
    odd: true,
  },
  {
    recording: 'azure/chat/stream-text-openllmetry-testing-*',
    reason: 'the last chunk has filter results in four of six streams; ours always has them',
    odd: true,
  },
  {
    recording: 'azure-foundry/chat/stream-text-gpt-5-nano-fb27bc',
    reason: 'the results of one filter alone beside long texts',
    odd: true,
  },
  {
    recording: 'perplexity/chat/text-sonar-fce7d1',
    reason: 'what a search found has its members in any order',
    odd: true,
  },
  { recording: 'together/completions/*', reason: 'an answer of June 2024', odd: true },
  {
    recording: 'alibaba/chat/stream-tool_calls-*',
    reason: 'the second of two calls begins without content',
    odd: true,
  },
  {
    recording: 'openai/files.delete/text-be35c1',
    reason: 'names of files had two letters more in 2023',
    odd: true,
  },
  { recording: 'openai/images/text-78363a', reason: 'an answer of 2023', odd: true },
  { recording: 'openai/models.get/text-curie-9ba819', reason: 'a model that was switched off in 2024', odd: true },
  {
    recording: 'openai/responses.get/stream-text-56cc50',
    reason: 'events of the background have their members in no order',
    odd: true,
  },
  {
    recording: 'azure/completions/text-gpt-35-turbo-5d927b',
    reason: 'chat models served text completions in 2023',
    odd: true,
  },
  { recording: 'azure/responses/server_tools-gpt-5-mini-2025-08-07-3e2515', reason: LOST, odd: true },
  { recording: 'azure/responses/server_tools-gpt-5-mini-c8b2f7', reason: LOST, odd: true },
  { recording: 'azure/responses/stream-server_tools-gpt-4.1-mini-f30b33', reason: LOST, odd: true },
  { recording: 'azure/responses/stream-server_tools-gpt-5-mini-0b89b4', reason: LOST, odd: true },
  { recording: 'azure/responses/stream-tool_calls-gpt-5.1-codex-max-b1757b', reason: LOST, odd: true },
  {
    recording: 'azure/responses/text-gpt-5.6-luna-140ef8',
    reason: 'a filter of its own kind, and a day in the name of the model that is not known',
    odd: true,
  },
  { recording: 'xai/responses/server_tools-grok-4-fast-reasoning-8672ea', reason: REGIONAL, odd: true },
  { recording: 'xai/responses/server_tools-grok-4-fast-reasoning-d05ad0', reason: REGIONAL, odd: true },
  { recording: 'xai/responses/stream-reasoning-grok-code-fast-1-*', reason: LOST, odd: true },
  {
    recording: 'xai/responses/reasoning-grok-4.3-5e91c3',
    reason: 'a report header that the front end adds at times',
    odd: true,
  },
  {
    recording: 'xai/responses/stream-reasoning-grok-4.3-70765b',
    reason: 'a limit ended it among its thoughts',
    odd: true,
  },
]
