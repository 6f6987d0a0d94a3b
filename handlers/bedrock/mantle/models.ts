import { createCatalog } from '../../../src/models.ts'
import type { Model, ModelCatalog } from '../../../src/models.ts'
import { catalog as openai } from '../../openai/models.ts'
import { models as runtimeModels } from '../models.ts'

interface Row {
  /** The same model's id in Bedrock's runtime, or with OpenAI. */
  readonly from: string
  /** `created`, in epoch seconds (recorded). */
  readonly created: number
}

/** Models of the OpenAI-shaped endpoint by their ids there, which have no version (recorded, August 2026). */
const ROWS: Readonly<Record<string, Row>> = {
  'anthropic.claude-haiku-4-5': { from: 'anthropic.claude-haiku-4-5-20251001-v1:0', created: 1_759_276_800 },
  'google.gemma-3-27b-it': { from: 'google.gemma-3-27b-it', created: 1_764_460_800 },
  'minimax.minimax-m2': { from: 'minimax.minimax-m2', created: 1_764_460_800 },
  'mistral.devstral-2-123b': { from: 'mistral.devstral-2-123b', created: 1_765_843_200 },
  'mistral.mistral-large-3-675b-instruct': { from: 'mistral.mistral-large-3-675b-instruct', created: 1_763_923_896 },
  'moonshotai.kimi-k2-thinking': { from: 'moonshot.kimi-k2-thinking', created: 1_764_460_800 },
  'nvidia.nemotron-nano-12b-v2': { from: 'nvidia.nemotron-nano-12b-v2', created: 1_763_769_600 },
  'openai.gpt-5.4': { from: 'gpt-5.4', created: 1_777_507_200 },
  'openai.gpt-5.6-luna': { from: 'gpt-5.6-luna', created: 1_782_345_600 },
  'openai.gpt-5.6-terra': { from: 'gpt-5.6-terra', created: 1_781_827_200 },
  'openai.gpt-oss-120b': { from: 'openai.gpt-oss-120b-1:0', created: 1_764_460_800 },
  'openai.gpt-oss-20b': { from: 'openai.gpt-oss-20b-1:0', created: 1_764_460_800 },
  'qwen.qwen3-32b': { from: 'qwen.qwen3-32b-v1:0', created: 1_764_460_800 },
  'qwen.qwen3-coder-30b-a3b-instruct': { from: 'qwen.qwen3-coder-30b-a3b-v1:0', created: 1_764_460_800 },
  'zai.glm-4.7-flash': { from: 'zai.glm-4.7-flash', created: 1_769_644_800 },
}

/** The models of `bedrock-mantle`. */
export const models: readonly Model[] = Object.entries(ROWS).flatMap(([id, { from }]) => {
  const known = [...runtimeModels, ...openai.models].find((model) => model.id === from)
  if (!known) return []
  const { snapshots: _, aliases: __, ...facts } = known
  return [{ ...facts, id }]
})

export const catalog: ModelCatalog = createCatalog(models)

/** When a model was added, in epoch seconds; of a user's own model, its day of release. */
export function createdAt({ id, released }: Model): number {
  return ROWS[id]?.created ?? (released === undefined ? 0 : Date.parse(released) / 1000)
}
