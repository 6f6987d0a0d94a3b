import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { embeddingsEndpoint } from '../compatible/embeddings.ts'
import { createdOf } from '../compatible/model-rows.ts'
import { modelsEndpoints } from '../compatible/models-endpoints.ts'
import { threeCounts } from '../compatible/plain-errors.ts'
import { TEMPLATES } from '../compatible/templates.ts'
import { accountingBy } from '../compatible/tokens.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { floatsAsBase64, shortest } from '../openai/embeddings/encode.ts'
import { alibaba as card } from './card.ts'
import { encodeError, refused, unknownModel } from './errors.ts'
import { headers, profile } from './profile.ts'

/** Alibaba Cloud Model Studio (DashScope) in its OpenAI-compatible mode, in every region. */
export const alibaba = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
  endpoints: [
    chatCompletions(profile),
    embeddingsEndpoint({
      encodeError,
      headers,
      refused,
      unknownModel,
      encode(exchange) {
        const { outcome, request } = exchange
        const { prompt_tokens, total_tokens } = threeCounts(exchange)
        const isBase64 = request.wire.encoding_format === 'base64'
        return {
          data: outcome.vectors.map((vector, index) => ({
            embedding: isBase64 ? floatsAsBase64(vector) : vector.map(shortest),
            index,
            object: 'embedding',
          })),
          model: request.model,
          object: 'list',
          usage: { prompt_tokens, total_tokens },
          id: headers(exchange)['x-request-id'],
        }
      },
    }),
    ...modelsEndpoints({
      encodeError,
      headers,
      item: ({ model, id }) => ({ id, object: 'model', created: createdOf(model), owned_by: 'system' }),
      unknown: unknownModel,
    }),
  ],
  // A call costs 295 input tokens with the one small tool of the recordings, most of them Qwen's instructions.
  accounting: accountingBy(() => TEMPLATES.chatml),
  limits: () => ({ requestsPerMinute: 1200, tokensPerMinute: 1_000_000 }),
  latency: () => ({ ttftMs: 700, ttftSigma: 0.5, tokensPerSecond: 60, speedSigma: 0.3 }),
  errorMix: { rate_limit: 50, overloaded: 25, server_error: 15, timeout: 10 },
})
