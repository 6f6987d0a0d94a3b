import { anthropicDriver } from './anthropic-driver.ts'
import { deepseekDriver, groqDriver, mistralDriver, togetherDriver, xaiDriver } from './profile-drivers.ts'
import { cohereDriver } from './cohere-driver.ts'
import { bedrockDriver } from './bedrock-driver.ts'
import type { Driver } from './driver.ts'
import { googleDriver, vertexDriver } from './google-driver.ts'
import { openaiDriver } from './openai-driver.ts'
import { openaiResponsesDriver } from './openai-responses-driver.ts'
import { routedDrivers } from './routed-drivers.ts'

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
]

/** Providers without a driver, with the reason. */
export const undriven: Readonly<Record<string, string>> = {
  voyage: 'has no chat: test/sdk/voyage.test.ts',
  perplexity: 'its models call no tools: test/handlers/routed-providers.test.ts',
  ollama: 'has neither keys, tool choice nor prices: test/sdk/ollama.test.ts',
}
