/** Hosts of LLM APIs that cost money or send prompts away; `*` stands for one label or more. What a simulation answers itself is not asked here. */
const HOSTS: readonly string[] = [
  'api.ai21.com',
  'api.aimlapi.com',
  'api.anyscale.com',
  'api.assemblyai.com',
  'api.baseten.co',
  'api.cloudflare.com/client/v4/accounts/*/ai',
  'api.deepgram.com',
  'api.deepinfra.com',
  'api.elevenlabs.io',
  'api.endpoints.anyscale.com',
  'api.friendli.ai',
  'api.githubcopilot.com',
  'api.hyperbolic.xyz',
  'api.inference.wandb.ai',
  'api.inceptionlabs.ai',
  'api.jina.ai',
  'api.lambda.ai',
  'api.lambdalabs.com',
  'api.lepton.ai',
  'api.llama.com',
  'api.minimax.io',
  'api.morphllm.com',
  'api.nebius.ai',
  'api.novita.ai',
  'api.predibase.com',
  'api.reka.ai',
  'api.replicate.com',
  'api.sambanova.ai',
  'api.scaleway.ai',
  'api.siliconflow.cn',
  'api.siliconflow.com',
  'api.stability.ai',
  'api.stepfun.com',
  'api.studio.nebius.com',
  'api.targon.com',
  'api.upstage.ai',
  'api.venice.ai',
  'api.writer.com',
  'ai-gateway.vercel.sh',
  'api.portkey.ai',
  'gateway.ai.cloudflare.com',
  'integrate.api.nvidia.com',
  'inference.baseten.co',
  'llm.chutes.ai',
  'models.github.ai',
  'models.inference.ai.azure.com',
  'queue.fal.run',
  'fal.run',
  '*.cloud.databricks.com/serving-endpoints',
  '*.ml.cloud.ibm.com',
]

/** Made with the first address that no provider has. */
let patterns: readonly RegExp[] | undefined

function patternOf(entry: string): RegExp {
  const escaped = entry.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]+')
  return new RegExp(`^${escaped}(?:/|$)`)
}

/**
 * What to tell whoever asks an LLM API that nobody simulates; undefined for any other address.
 */
export function guardWords(url: string): string | undefined {
  const { hostname, pathname } = new URL(url)
  const address = `${hostname}${pathname}`
  patterns ??= HOSTS.map(patternOf)
  if (!patterns.some((pattern) => pattern.test(address))) return undefined
  return `${hostname} is an LLM API that msw-llm does not simulate, and a test must not call it. Pass a provider made with defineProvider({ baseUrls: ['https://${hostname}/…'], … }) in providers, answer it with an MSW handler in front of llm.handlers, or let it through with createSimulation({ guard: false }).`
}
