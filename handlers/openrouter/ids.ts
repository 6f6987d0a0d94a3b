import type { Exchange } from '../../src/exchange.ts'
import { BASE62, drawId } from '../../src/ids.ts'
import type { Model } from '../../src/models.ts'
import { traitsOf } from './models.ts'
import type { Seed } from '../../src/random.ts'

/** `gen-`, the second in which the request came, and 20 base 62 characters; other operations say their name after `gen-`. */
export function generationId({ seed, receivedAtMs }: Pick<Exchange, 'seed' | 'receivedAtMs'>, kind = ''): string {
  return `gen-${kind}${Math.floor(receivedAtMs / 1000)}-${drawId(seed, 'generation', 20, BASE62)}`
}

/** As the company that serves the model draws them (recorded): Bedrock and Anthropic after `toolu_`, Google after the tool, the others `call_` and 24 base 62 characters. */
export function toolCallId(seed: Seed, name: string, model: Model | undefined, tool?: string): string {
  const company = model ? traitsOf(model).served[0] : undefined
  if (company === 'Google' && tool !== undefined) return `tool_${tool}_${drawId(seed, name, 20, BASE62)}`
  const start = company === 'Amazon Bedrock' ? 'toolu_bdrk_01' : company === 'Anthropic' ? 'toolu_01' : undefined
  if (start) return start + drawId(seed, name, 22, BASE62)
  return `call_${drawId(seed, name, 24, BASE62)}`
}
