import type { LazyProvider } from '../src/provider.ts'
import { alibaba } from './alibaba/card.ts'
import { anthropic } from './anthropic/card.ts'
import { azure } from './azure/card.ts'
import { bedrock } from './bedrock/card.ts'
import { bedrockMantle } from './bedrock/mantle/card.ts'
import { cerebras } from './cerebras/card.ts'
import { cohere } from './cohere/card.ts'
import { fireworks } from './fireworks/card.ts'
import { google } from './google/card.ts'
import { groq } from './groq/card.ts'
import { huggingface } from './huggingface/card.ts'
import { mistral } from './mistral/card.ts'
import { moonshot } from './moonshot/card.ts'
import { ollama } from './ollama/card.ts'
import { openai } from './openai/card.ts'
import { openrouter } from './openrouter/card.ts'
import { perplexity } from './perplexity/card.ts'
import { voyage } from './voyage/card.ts'
import { vertex } from './vertex/card.ts'
import { together } from './together/card.ts'
import { deepseek } from './deepseek/card.ts'
import { xai } from './xai/card.ts'
import { zai } from './zai/card.ts'

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
  'bedrock-mantle': bedrockMantle,
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
} satisfies Record<string, LazyProvider>

/** Names of the built-in providers. */
export type ProviderName = keyof typeof providers
