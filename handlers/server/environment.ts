import type { Addressed } from './addresses.ts'

/** An environment variable that points an SDK to the server. */
interface Variable {
  readonly name: string
  /** What follows the server's own address. */
  readonly path: string
}

/** What the SDKs of each provider read, with or without the version as they want it (read in the SDKs, 2026-09). */
const VARIABLES: Readonly<Record<string, readonly Variable[]>> = {
  openai: [
    { name: 'OPENAI_BASE_URL', path: '/openai/v1' },
    { name: 'OPENAI_API_BASE', path: '/openai/v1' },
  ],
  anthropic: [{ name: 'ANTHROPIC_BASE_URL', path: '/anthropic' }],
  google: [{ name: 'GOOGLE_GEMINI_BASE_URL', path: '/google' }],
  vertex: [
    { name: 'GOOGLE_VERTEX_BASE_URL', path: '/vertex' },
    { name: 'ANTHROPIC_VERTEX_BASE_URL', path: '/vertex/v1' },
  ],
  groq: [{ name: 'GROQ_BASE_URL', path: '/groq' }],
  together: [{ name: 'TOGETHER_BASE_URL', path: '/together/v1' }],
  openrouter: [{ name: 'OPENROUTER_BASE_URL', path: '/openrouter/api/v1' }],
  azure: [{ name: 'AZURE_OPENAI_ENDPOINT', path: '/azure' }],
  bedrock: [
    { name: 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME', path: '/bedrock' },
    { name: 'ANTHROPIC_BEDROCK_BASE_URL', path: '/bedrock' },
  ],
  cohere: [{ name: 'CO_API_URL', path: '/cohere' }],
  ollama: [{ name: 'OLLAMA_HOST', path: '/ollama' }],
}

/** How to reach one provider through the server. */
export interface ProviderAddress {
  readonly provider: string
  readonly title: string
  /** The base URL in the provider's own form, for SDKs without a variable. */
  readonly baseUrl: string
  /** Environment variables and their values. */
  readonly variables: Readonly<Record<string, string>>
}

/** How to reach each provider of a simulation through a server at `origin`. */
export function providerAddresses(llm: Pick<Addressed, 'providers'>, origin: string): readonly ProviderAddress[] {
  return llm.providers.map(({ name, card }) => ({
    provider: name,
    title: card.title,
    baseUrl: `${origin}/${name}${new URL(card.baseUrls[0]!.replace('*', 'x')).pathname.replace(/\/$/, '')}`,
    variables: Object.fromEntries((VARIABLES[name] ?? []).map((one) => [one.name, origin + one.path])),
  }))
}

/** The variables as a shell takes them, then the addresses of providers whose SDKs read none. */
export function environmentText(addresses: readonly ProviderAddress[]): string {
  const exported = addresses.flatMap(({ variables }) =>
    Object.entries(variables).map(([name, value]) => `export ${name}=${value}`),
  )
  const others = addresses.filter(({ variables }) => Object.keys(variables).length === 0)
  return [
    ...exported,
    ...(others.length > 0 ? ['# by the base URL that a client is given:'] : []),
    ...others.map(({ provider, baseUrl }) => `# ${provider.padEnd(12)} ${baseUrl}`),
  ].join('\n')
}
