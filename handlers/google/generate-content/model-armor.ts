import type { Choice } from '../../../src/completion.ts'
import { promptOf, type CompletionRequest } from '../../../src/request.ts'
import type { WireRequest } from './wire.ts'

const INJECTION =
  /\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:instructions?|rules|prompts?|guidelines)\b|\b(?:tell|show|reveal|print|repeat)\b[^.\n]{0,40}\bsystem prompt\b|\bjailbreak\b/i

/** A prompt that Model Armor would stop, where the request names its templates: one that orders the model about. */
export function modelArmor(request: CompletionRequest<WireRequest>): Choice | undefined {
  const isStopped = request.wire.modelArmorConfig !== undefined && INJECTION.test(promptOf(request))
  return isStopped ? { content: [], finishReason: 'content-filter' } : undefined
}
