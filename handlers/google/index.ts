import { aboutOf, defineProvider } from '../../src/provider.ts'
import { google as card } from './card.ts'
import { authenticate } from './authenticate.ts'
import { batches } from './batches/index.ts'
import { cachedContents } from './cached-contents/index.ts'
import { countTokens } from './count-tokens.ts'
import { batchEmbedContents, embedContent } from './embeddings.ts'
import { files } from './files.ts'
import { gemini } from './gemini.ts'
import { generateContent } from './generate-content/index.ts'
import { interactions } from './interactions/index.ts'
import { latencyOf, limitShape, limitsOf, tiers } from './limits.ts'
import { getModel, listModels } from './models-endpoints.ts'
import { openaiLayer } from './openai/index.ts'
import { accounting } from './tokens.ts'

const MODELS = '/:version/models'
const MODEL = `${MODELS}/:model`

/** Google's Gemini API: content, token counts, embeddings, caches, files, batches and the catalogue of models, and what OpenAI's clients ask for. */
export const google = defineProvider({
  ...aboutOf(card),
  authenticate,
  endpoints: [
    generateContent(gemini, MODEL, 'generateContent'),
    generateContent(gemini, MODEL, 'streamGenerateContent'),
    countTokens(gemini, MODEL),
    embedContent(gemini, MODEL),
    batchEmbedContents(gemini, MODEL),
    listModels(gemini, MODELS),
    getModel(gemini, MODELS),
    ...cachedContents(gemini, '/:version'),
    ...files(gemini),
    ...batches(gemini, MODEL),
    ...interactions(),
    ...openaiLayer('/:version/openai'),
  ],
  accounting,
  limits: limitsOf,
  tiers,
  limitShape,
  latency: latencyOf,
  errorMix: { overloaded: 50, server_error: 20, rate_limit: 20, timeout: 10 },
  usualErrorRate: 0.009,
})
