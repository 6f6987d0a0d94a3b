// An OpenAI-compatible API that msw-llm does not know: what it is called, where it is, and what it says in its own way.
import { defineProvider } from 'msw-llm'
import { compatibleProvider } from 'msw-llm/compatible'

export const acme = defineProvider({
  ...compatibleProvider({
    name: 'acme',
    title: 'Acme AI',
    baseUrls: ['https://api.acme.example/v1', 'https://*.acme.example/v1'],
    models: [
      {
        id: 'acme-large',
        aliases: ['acme-latest'],
        contextWindow: 65_536,
        capabilities: ['chat', 'streaming', 'tools', 'json', 'json_schema', 'reasoning'],
        prices: [{ inputUsdPerMillion: 0.5, outputUsdPerMillion: 1.5, cacheReadUsdPerMillion: 0.05 }],
      },
      'acme-embed', // all the rest as usual
    ],
    errors: {
      overloaded: { status: 529, message: 'All anvils are in use.', code: 'anvils_busy' },
      quota: { status: 402, message: 'No coins left.' },
    },
    headers: ({ limits }) => ({ 'acme-requests-left': String((limits[0]?.limit ?? 0) - (limits[0]?.used ?? 0)) }),
    members: ({ usage }) => ({ acme: { anvils: Math.ceil(usage.outputTokens / 100) } }),
  }),
  limits: () => ({ requestsPerMinute: 600 }),
  tiers: { free: () => ({ requestsPerMinute: 5 }) },
  latency: () => ({ ttftMs: 200, ttftSigma: 0.3, tokensPerSecond: 250, speedSigma: 0.1 }),
  usualErrorRate: 0.002,
})
