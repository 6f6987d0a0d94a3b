import { anthropicDriver } from './anthropic-driver.ts'
import type { Driver } from './driver.ts'
import { openaiDriver } from './openai-driver.ts'

/** Every provider's driver; the contract suite runs for each. */
export const drivers: readonly Driver[] = [openaiDriver, anthropicDriver]
