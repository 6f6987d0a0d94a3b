import { createManualClock } from '../../src/clock.ts'
import { bedrock } from '../../handlers/bedrock/index.ts'
import { MockProvider } from '../../src/mock-provider.ts'
import { Simulation } from '../../src/simulation.ts'

export const CLAUDE = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
export const NOVA = 'us.amazon.nova-lite-v1:0'

export const HEADERS = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261122/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=00',
  'content-type': 'application/json',
}

/** A simulation of Bedrock alone, its clock standing at one instant. */
export function bedrockLab(options: object = {}) {
  const clock = createManualClock(Date.parse('2026-08-19T14:36:09Z'))
  const simulation = new Simulation({ clock, ...options }, [new MockProvider(bedrock)])
  const post = (
    operation: string,
    body: unknown,
    model = CLAUDE,
    headers: Readonly<Record<string, string>> = HEADERS,
  ) =>
    simulation.fetch(
      `https://bedrock-runtime.us-east-1.amazonaws.com/model/${encodeURIComponent(model)}/${operation}`,
      {
        method: 'POST',
        headers,
        body: typeof body === 'string' ? body : JSON.stringify(body),
      },
    )
  const bytes = async (response: Promise<Response>) => new Uint8Array(await (await response).arrayBuffer())
  return { simulation, post, bytes }
}

export const user = (...content: readonly object[]) => ({ role: 'user', content })
export const assistant = (...content: readonly object[]) => ({ role: 'assistant', content })
export const said = (text: string) => user({ text })

const toolConfig = {
  tools: [
    {
      toolSpec: {
        name: 'get_weather',
        inputSchema: { json: { type: 'object', properties: { city: { type: 'string' } } } },
      },
    },
  ],
}

/** A body of Converse that makes the simulated model call a tool. */
export const WEATHER = { messages: [said('What is the weather in Lisbon?')], toolConfig }
