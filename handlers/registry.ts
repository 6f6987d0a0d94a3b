import type { ProviderDefinition } from '../src/provider.ts'
import { alibaba } from './alibaba/index.ts'
import { anthropic } from './anthropic/index.ts'
import { azure } from './azure/index.ts'
import { bedrock } from './bedrock/index.ts'
import { cerebras } from './cerebras/index.ts'
import { cohere } from './cohere/index.ts'
import { fireworks } from './fireworks/index.ts'
import { google } from './google/index.ts'
import { groq } from './groq/index.ts'
import { huggingface } from './huggingface/index.ts'
import { mistral } from './mistral/index.ts'
import { moonshot } from './moonshot/index.ts'
import { ollama } from './ollama/index.ts'
import { openai } from './openai/index.ts'
import { openrouter } from './openrouter/index.ts'
import { perplexity } from './perplexity/index.ts'
import { voyage } from './voyage/index.ts'
import { vertex } from './vertex/index.ts'
import { together } from './together/index.ts'
import { deepseek } from './deepseek/index.ts'
import { xai } from './xai/index.ts'
import { zai } from './zai/index.ts'

/** Every provider that `createSimulation` knows by name. */
export const providers = {
  openai,
  anthropic,
  groq,
  mistral,
  together,
  xai,
  deepseek,
  bedrock,
  cohere,
  voyage,
  google,
  vertex,
  openrouter,
  ollama,
  azure,
  perplexity,
  cerebras,
  huggingface,
  moonshot,
  zai,
  alibaba,
  fireworks,
} satisfies Record<string, ProviderDefinition>

/** Names of the built-in providers. */
export type ProviderName = keyof typeof providers
