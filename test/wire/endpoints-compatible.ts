import { alibaba } from '../../handlers/alibaba/index.ts'
import { azure } from '../../handlers/azure/index.ts'
import { cerebras } from '../../handlers/cerebras/index.ts'
import { deepseek } from '../../handlers/deepseek/index.ts'
import { groq } from '../../handlers/groq/index.ts'
import { huggingface } from '../../handlers/huggingface/index.ts'
import { mistral } from '../../handlers/mistral/index.ts'
import { ollama } from '../../handlers/ollama/index.ts'
import { openrouter } from '../../handlers/openrouter/index.ts'
import { perplexity } from '../../handlers/perplexity/index.ts'
import { together } from '../../handlers/together/index.ts'
import { xai } from '../../handlers/xai/index.ts'
import { zai } from '../../handlers/zai/index.ts'
import type { ProviderDefinition } from '../../src/provider.ts'
import type { Outcome, WireDialect } from './dialect.ts'
import { chatDialect } from './dialect-chat.ts'
import { legacyDialect } from './dialect-operations.ts'
import type { WireEndpoint } from './endpoints.ts'
import type { Recording } from './recording.ts'

const BEARER = { authorization: 'Bearer sk-proj-0123456789abcdefghij' }

function at(
  name: string,
  provider: ProviderDefinition,
  path: string,
  dialect: WireDialect = chatDialect,
): WireEndpoint {
  return { name, provider, dialect, path, headers: BEARER }
}

/** One endpoint's recordings under several names, where different machines answer. */
function split(
  name: string,
  provider: ProviderDefinition,
  path: string,
  parts: Readonly<Record<string, (recording: Recording) => boolean>>,
): readonly WireEndpoint[] {
  const rest = (recording: Recording) => Object.values(parts).every((holds) => !holds(recording))
  return Object.entries({ ...parts, [name]: rest }).map(([part, holds]) => ({
    ...at(part, provider, path),
    from: { name, holds },
  }))
}

/** Whether Ollama's cloud answered: it has its own front end and knows keys. */
export function isCloud({ response: { headers } }: Recording): boolean {
  return 'traceparent' in headers
}

/** What makes Groq show reasoning. */
function readable({ content }: Outcome): object {
  return content.some((part) => part.type === 'reasoning') ? { reasoning_format: 'parsed' } : {}
}

/** Endpoints of the providers that speak chat completions, and their own ones beside it. */
export const COMPATIBLE: readonly WireEndpoint[] = [
  { ...at('groq.chat', groq, '/openai/v1/chat/completions'), standIn: readable },
  { ...at('mistral.chat', mistral, '/v1/chat/completions'), standIn: () => ({ stream_options: undefined }) },
  {
    ...at('mistral.agents', mistral, '/v1/agents/completions'),
    standIn: () => ({ model: undefined, agent_id: 'ag_1', stream_options: undefined }),
  },
  at('mistral.fim', mistral, '/v1/fim/completions'),
  at('together.chat', together, '/v1/chat/completions'),
  at('deepseek.chat', deepseek, '/chat/completions'),
  at('xai.chat', xai, '/v1/chat/completions'),
  at('openrouter.chat', openrouter, '/api/v1/chat/completions'),
  ...split('ollama.openai-chat', ollama, '/v1/chat/completions', { 'ollama-cloud.openai-chat': isCloud }).map((one) =>
    one.name.startsWith('ollama-cloud') ? { ...one, origin: 'https://ollama.com' } : one,
  ),
  at('azure.chat', azure, '/openai/v1/chat/completions'),
  ...split('azure-foundry.chat', azure, '/models/chat/completions', {
    'azure-foundry-openai.chat': ({ request }) => /gpt-/.test(JSON.stringify(request.body)),
  }),
  at('perplexity.chat', perplexity, '/chat/completions'),
  at('cerebras.chat', cerebras, '/v1/chat/completions'),
  ...split('huggingface.chat', huggingface, '/v1/chat/completions', {
    'huggingface-featherless.chat': ({ request }) => request.path?.startsWith('/featherless-ai/') === true,
    'huggingface-together.chat': ({ request }) => request.path?.startsWith('/together/') === true,
    'huggingface-novita.chat': ({ request }) => request.path?.startsWith('/novita/') === true,
    'huggingface-nebius.chat': ({ request }) => request.path?.startsWith('/nebius/') === true,
  }),
  at('huggingface.completions', huggingface, '/featherless-ai/v1/completions', legacyDialect),
  at('together.completions', together, '/v1/completions', legacyDialect),
  at('zai.chat', zai, '/api/paas/v4/chat/completions'),
  at('alibaba.chat', alibaba, '/compatible-mode/v1/chat/completions'),
]
