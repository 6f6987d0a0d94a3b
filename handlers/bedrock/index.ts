import { inOrganization } from '../../src/auth.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { bedrock as card } from './card.ts'
import { authenticate } from './authenticate.ts'
import { converse, converseStream } from './converse/index.ts'
import { countTokens } from './count-tokens.ts'
import { embeddings } from './embeddings.ts'
import { invoke, invokeStream } from './invoke/index.ts'
import { latencyOf, limitsOf, tiers } from './limits.ts'
import { accounting } from './tokens.ts'

/** Amazon Bedrock's runtime. */
export const bedrock = defineProvider({
  ...aboutOf(card),
  // An account has its quotas in each region.
  authenticate: inOrganization(authenticate, ({ url }, { key }) => `${key} ${url.host}`),
  endpoints: [converse, converseStream, ...embeddings, invoke, invokeStream, countTokens],
  accounting,
  limits: limitsOf,
  tiers,
  latency: latencyOf,
  errorMix: { rate_limit: 50, overloaded: 20, server_error: 15, timeout: 10 },
})
