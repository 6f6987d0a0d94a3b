import { anthropicDriver } from './anthropic-driver.ts'
import { deepseekDriver, groqDriver, mistralDriver, togetherDriver, xaiDriver } from './profile-drivers.ts'
import { cohereDriver } from './cohere-driver.ts'
import { bedrockDriver } from './bedrock-driver.ts'
import type { Driver } from './driver.ts'
import { googleDriver, vertexDriver } from './google-driver.ts'
import { openaiDriver } from './openai-driver.ts'
import { ollamaDriver } from './ollama-driver.ts'
import { openaiResponsesDriver } from './openai-responses-driver.ts'
import { perplexityDriver } from './perplexity-driver.ts'
import { routedDrivers } from './routed-drivers.ts'
import { voyageDriver } from './voyage-driver.ts'

/** Every provider's driver; the contract suite runs for each. */
export const drivers: readonly Driver[] = [
  openaiDriver,
  openaiResponsesDriver,
  anthropicDriver,
  groqDriver,
  mistralDriver,
  deepseekDriver,
  togetherDriver,
  xaiDriver,
  cohereDriver,
  googleDriver,
  vertexDriver,
  bedrockDriver,
  ...routedDrivers,
  ollamaDriver,
  perplexityDriver,
  voyageDriver,
]
