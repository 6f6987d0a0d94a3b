import { automaticCache } from '../compatible/automatic-cache.ts'
import { template } from '../compatible/templates.ts'
import { accountingBy } from '../compatible/tokens.ts'
import { traitsOf } from './models.ts'

// Measured on recordings/xai (the prompts of grok-4.3, the answers of grok-3-mini).

const CHAT = template({
  base: 5,
  roles: { system: 4, assistant: 4, tool: 4 },
  tools: { base: 28, factor: 1.1 },
  call: 18,
  schema: 10,
  image: 256,
  answer: { call: 18 },
})

/** Older models are told about tools at length. */
const OLD_TOOLS = { base: 220, factor: 1 }

/** In steps of 64 tokens (recorded); how long is not documented. */
const cache = automaticCache({ minimumTokens: 64, stepTokens: 64, lifetimeMs: 5 * 60_000 })

/** How xAI counts. */
export const accounting = accountingBy(
  (_, model) => {
    const { promptBase } = traitsOf(model)
    return { ...CHAT, base: promptBase, ...(promptBase < 100 ? { tools: OLD_TOOLS } : {}) }
  },
  { cache },
)
