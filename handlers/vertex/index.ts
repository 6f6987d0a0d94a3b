import { inOrganization } from '../../src/auth.ts'
import type { Accounting } from '../../src/provider.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { latencyOf as claudeLatency, limitsOf as claudeLimits } from '../anthropic/limits.ts'
import { accounting as claudeAccounting } from '../anthropic/tokens.ts'
import { cachedContents } from '../google/cached-contents/index.ts'
import { countTokens } from '../google/count-tokens.ts'
import { embedContent } from '../google/embeddings.ts'
import { generateContent } from '../google/generate-content/index.ts'
import { latencyOf, limitsOf } from '../google/limits.ts'
import { openaiChatAt } from '../google/openai/index.ts'
import { vertexAccounting } from '../google/tokens.ts'
import { vertex as card } from './card.ts'
import { authenticate } from './authenticate.ts'
import { isClaude } from './models.ts'
import { predict } from './predict.ts'
import { countClaude, rawPredict } from './raw-predict.ts'
import { vertexBackend } from './vertex.ts'

const PLACE = '/:version/projects/:project/locations/:location'
const GOOGLE = `${PLACE}/publishers/google/models/:model`
/** Express mode: no project, a key. */
const EXPRESS = '/:version/publishers/google/models/:model'
const ANTHROPIC = `${PLACE}/publishers/anthropic/models`

/** Each publisher's models are counted as their publisher counts. */
const accounting: Accounting = {
  countInput: (request, model, tokenizer) =>
    (isClaude(model) ? claudeAccounting : vertexAccounting).countInput(request, model, tokenizer),
  countOutput: (choice, request, model, tokenizer) =>
    (isClaude(model) ? claudeAccounting : vertexAccounting).countOutput(choice, request, model, tokenizer),
  inputDetails: (request, model) => (isClaude(model) ? {} : vertexAccounting.inputDetails!(request, model)),
  cache: (request, model, tokenizer) =>
    (isClaude(model) ? claudeAccounting : vertexAccounting).cache?.(request, model, tokenizer),
  estimate: (request, model, ...input) =>
    (isClaude(model) ? claudeAccounting : vertexAccounting).estimate!(request, model, ...input),
  settle: (usage, model) =>
    isClaude(model) ? claudeAccounting.settle?.(usage, model) : vertexAccounting.settle?.(usage, model),
}

/** Google Cloud's Vertex AI: Gemini, Claude and embeddings at every region's address. */
export const vertex = defineProvider({
  ...aboutOf(card),
  // Quotas are those of a project in a location.
  authenticate: inOrganization(authenticate, ({ params: { project, location } }) =>
    project === undefined ? undefined : `${project} ${location}`,
  ),
  endpoints: [
    ...[GOOGLE, EXPRESS].flatMap((path) => [
      generateContent(vertexBackend, path, 'generateContent'),
      generateContent(vertexBackend, path, 'streamGenerateContent'),
      countTokens(vertexBackend, path),
      embedContent(vertexBackend, path),
      predict(path),
    ]),
    ...cachedContents(vertexBackend, PLACE),
    openaiChatAt(vertexBackend, `${PLACE}/endpoints/openapi`),
    countClaude(ANTHROPIC),
    rawPredict(`${ANTHROPIC}/:model`, 'rawPredict'),
    rawPredict(`${ANTHROPIC}/:model`, 'streamRawPredict'),
  ],
  accounting,
  limits: (model, ...asked) => (model && isClaude(model) ? claudeLimits : limitsOf)(model, ...asked),
  latency: (model) => (model && isClaude(model) ? claudeLatency(model) : latencyOf(model)),
  errorMix: { rate_limit: 50, overloaded: 20, server_error: 20, timeout: 10 },
})
