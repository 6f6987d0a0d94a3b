/** Where answers and a client's types differ on purpose. */
export interface Allowance {
  /** Kinds of samples, by their beginning. */
  readonly kind: string
  /** The end of a member's path, array places as `[]`; `content[]<text>.citations`: of objects with that `type` alone. */
  readonly path: string
  /** The type does not know the member, demands it in vain, or knows other values. */
  readonly how: 'unknown' | 'missing' | 'value'
  /** `recorded`: the real API's traffic shows it, which the test checks where recordings are at hand. */
  readonly why: string
}

const rows = (kind: string, how: Allowance['how'], why: string, ...paths: readonly string[]): readonly Allowance[] =>
  paths.map((path) => ({ kind, path, how, why }))

const OLLAMA_COUNTS = [
  '$.done_reason',
  '$.total_duration',
  '$.load_duration',
  '$.prompt_eval_count',
  '$.prompt_eval_duration',
  '$.eval_count',
  '$.eval_duration',
]

const unknown = (kind: string, ...paths: readonly string[]) => rows(kind, 'unknown', 'recorded', ...paths)
const documented = (kind: string, ...paths: readonly string[]) =>
  rows(kind, 'unknown', 'the provider’s documents have it, the client does not', ...paths)
const missing = (kind: string, ...paths: readonly string[]) => rows(kind, 'missing', 'recorded', ...paths)
const value = (kind: string, ...paths: readonly string[]) => rows(kind, 'value', 'recorded', ...paths)

/** Every difference, with its reason. */
export const ALLOWANCES: readonly Allowance[] = [
  ...missing('openai.chat body', 'choices[].logprobs'),
  ...value('openai.completions event', 'choices[].finish_reason'),
  ...unknown('openai.responses', 'billing', 'frequency_penalty', 'presence_penalty', 'store'),
  ...unknown(
    'openai.responses event',
    '*<response.output_text.delta>.obfuscation',
    '*<response.function_call_arguments.delta>.obfuscation',
  ),
  ...unknown('openai.responses event', '*<response.reasoning_summary_text.delta>.obfuscation'),
  ...missing('openai.responses', 'response.access_programs', 'response.output_text'),
  ...rows('openai.responses event', 'unknown', 'events repeat what the finished item has', '*.bytes'),
  ...rows(
    'openai.responses event',
    'unknown',
    'as other deltas',
    '*<response.custom_tool_call_input.delta>.obfuscation',
  ),
  ...['', '.get'].flatMap((more) => missing(`openai.responses${more} body`, '$.access_programs')),
  ...rows('openai.responses.cancel body', 'missing', 'no recording: as other responses', '$.access_programs'),
  ...unknown('openai.responses', '*<custom_tool_call>.status'),
  ...rows('openai.responses', 'unknown', 'answers in public reports have it', 'tools[]<image_generation>.n'),
  ...value('openai.responses.compact', 'output[]<message>.role', 'output[]<message>.content'),
  ...missing('anthropic', '*<message>.container', '*<message>.diagnostics', '$<message_delta>.delta.container'),
  ...missing(
    'anthropic',
    '[]<text>.citations',
    'content_block<text>.citations',
    'container.skills',
    '*<server_tool_use>.caller',
  ),
  ...missing('anthropic', 'usage.output_tokens_details', 'usage.server_tool_use', '*<message>.usage.speed'),
  ...missing('anthropic', '*<char_location>.file_id'),
  ...value('anthropic.messages event', '$<ping>.type'),
  ...unknown('google', 'usageMetadata.serviceTier'),
  ...unknown('google.countTokens', '$.promptTokensDetails'),
  ...documented('vertex.countTokens', '$.totalBillableCharacters', '$.promptTokensDetails'),
  ...unknown('groq.chat event', '$.usage', 'delta.channel'),
  ...missing('groq.chat body', 'message.content'),
  ...documented('groq.audio.transcriptions body', '$.x_groq'),
  ...documented('groq.audio.translations body', '$.x_groq'),
  ...documented('groq.models', '*.active', '*.context_window', '*.public_apps', '*.max_completion_tokens'),
  ...unknown('together', 'usage.cached_tokens'),
  ...unknown('together.chat event', 'choices[].text'),
  ...rows(
    'together.chat event',
    'missing',
    'the client types the deltas of a call as whole calls',
    'function.name',
    'tool_calls[].id',
    'tool_calls[].type',
  ),
  ...documented('together.models', '[].running', '[].config'),
  ...unknown('together.completions', 'choices[].index'),
  ...rows('together.completions event', 'value', 'not documented: chunks are as those of chat', '$.object'),
  ...rows('together.completions event', 'unknown', 'not documented: chunks are as those of chat', 'choices[].delta'),
  ...rows('together.completions event', 'missing', 'the client types chunks as bodies', '$.prompt'),
  ...documented('together.embeddings', '$.request_id'),
  ...documented('openai.audio.translations', '$.task'),
  ...documented('ollama.chat', 'function.index', 'tool_calls[].id'),
  ...rows('ollama.chat event', 'missing', 'recorded', ...OLLAMA_COUNTS),
  ...rows('ollama.generate event', 'missing', 'recorded', ...OLLAMA_COUNTS, '$.context'),
  ...rows('ollama.show', 'value', 'the client has a Map where JSON has an object', '$.model_info'),
  ...rows(
    'ollama.show',
    'missing',
    'left out where a model has none',
    '$.license',
    '$.parameters',
    '$.system',
    '$.messages',
  ),
  ...documented('ollama.tags', 'models[].capabilities'),
  ...rows('ollama.tags', 'missing', 'the client types both lists alike', 'models[].expires_at', 'models[].size_vram'),
  ...documented('ollama.ps', 'models[].context_length'),
  ...rows('ollama.ps', 'missing', 'the client types both lists alike', 'models[].modified_at'),
  ...unknown(
    'bedrock.converse',
    'usage.serverToolUsage',
    'usage.cacheReadInputTokenCount',
    'usage.cacheWriteInputTokenCount',
  ),
  ...unknown('bedrock.converse event', '*.p'),
  ...unknown('mistral', '$.p'),
  ...unknown('mistral.moderations', '$.usage'),
  ...unknown('mistral.chat.moderations', '$.usage'),
  ...unknown('openrouter', '$.provider'),
  ...unknown('openrouter.chat', 'choices[].native_finish_reason', 'completion_tokens_details.image_tokens'),
  ...unknown('openrouter.chat body', 'tool_calls[].index'),
  ...unknown('cohere.chat', 'usage.tokens.reasoning_tokens'),
  ...unknown(
    'cohere.chat event',
    '*<message-start>.delta.message.content',
    '*<message-start>.delta.message.tool_plan',
    '*<message-start>.delta.message.tool_calls',
    '*<message-start>.delta.message.citations',
  ),
  ...unknown('cohere.chat-v1 event', '$.is_finished'),
]
