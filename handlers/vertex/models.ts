import { createCatalog, type Model, type ModelCatalog } from '../../src/models.ts'
import { catalog as claude, models as claudeModels } from '../anthropic/models.ts'
import { catalog as gemini, models as geminiModels } from '../google/models.ts'
import { anthropicName } from './anthropic-name.ts'

/** Gemini and Claude by their names at Vertex AI (`claude-sonnet-4-5@20250929`; `google/gemini-2.5-flash` where OpenAI's clients ask). */
export const catalog: ModelCatalog = createCatalog(
  [...geminiModels, ...claudeModels].map(withoutNames),
  (name) => gemini.resolve(name.replace(/^google\//, '')) ?? claude.resolve(anthropicName(name)),
)

/** Names are looked up in the two catalogues, so that each resolves as at home. */
function withoutNames(model: Model): Model {
  const { aliases: _aliases, ...rest } = model
  return gemini.resolve(model.id)?.model ?? rest
}

/** Whether a model is Anthropic's. */
export function isClaude({ id }: Model): boolean {
  return id.startsWith('claude')
}
