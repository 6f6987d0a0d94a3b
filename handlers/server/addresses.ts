import type { MockProvider } from '../../src/mock-provider.ts'
import type { Simulation } from '../../src/simulation.ts'

/** What is read of a simulation to find an address. */
export type Addressed = Pick<Simulation, 'at' | 'providers'>

/** What a `*` in a provider's address stands for here: a region of Bedrock's, else a resource's name. */
const REGION = 'us-east-1'

/**
 * The address of a provider that a request to the server stands for; undefined where it stands for none.
 *
 * A provider's name as the first segment of the path leads to its host: `/openai/v1/models`, `/groq/openai/v1/models`, and as a short form
 * `/groq/v1/models`. A `Host` header that names a provider's own host leads there, and so does the whole address as the path:
 * `/https://api.openai.com/v1/models`. `/v1/…` alone is OpenAI's.
 *
 * @param host the `Host` header
 * @param target path and query
 */
export function addressOf(llm: Addressed, host: string, target: string): string | undefined {
  if (/^\/https?:\/\//.test(target)) return knownAddress(llm, target.slice(1))
  const isHere = isLoopback(host)
  const foreign = isHere ? undefined : addressAtHost(llm, `https://${host.replace(/:\d+$/, '')}`, target)
  if (foreign !== undefined) return foreign
  const end = target.slice(1).search(/[/?]/) + 1
  const segment = end === 0 ? target.slice(1) : target.slice(1, end)
  const provider = llm.providers.find(({ name }) => name === segment)
  if (provider) return below(provider)(end === 0 ? '' : target.slice(end))
  // Ollama's own addresses are of this machine.
  const own = isHere ? addressAtHost(llm, `http://${host}`, target) : undefined
  if (own !== undefined) return own
  const openai = segment === 'v1' ? llm.providers.find(({ name }) => name === 'openai') : undefined
  return openai && below(openai)(target)
}

/** The address at an origin that the simulation answers for. */
function addressAtHost(llm: Addressed, origin: string, target: string): string | undefined {
  return knownAddress(llm, origin + target)
}

function knownAddress(llm: Addressed, url: string): string | undefined {
  return URL.canParse(url) && llm.at(url) ? url : undefined
}

const known = new WeakMap<MockProvider, (rest: string) => string>()

/** The provider's address for what follows its name in the path. */
function below(provider: MockProvider): (rest: string) => string {
  let found = known.get(provider)
  if (!found) known.set(provider, (found = addressesOf(provider)))
  return found
}

function addressesOf({ card, baseUrls }: MockProvider): (rest: string) => string {
  const addresses = [...card.baseUrls, ...baseUrls].map((one) => one.replace('*', REGION))
  const { origin } = new URL(addresses[0]!)
  const paths = addresses.filter((one) => one.startsWith(origin)).map((one) => one.slice(origin.length))
  return (rest) => {
    if (paths.some((path) => rest.startsWith(`${path}/`))) return origin + versioned(card.name, rest)
    return rest.startsWith('/v1/') ? `${origin}${paths[0]}${rest.slice(3)}` : origin + rest
  }
}

/** Anthropic's own SDK puts the version into the path, the AI SDK into the base URL: both read the same variable. */
function versioned(name: string, rest: string): string {
  return name === 'anthropic' && /^\/(?:messages|models|files)\b/.test(rest) ? `/v1${rest}` : rest
}

/** Whether a host, with or without a port, is this machine itself. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(host)
}
