// The code under test: retries of the app's own. It has never heard of msw-llm; how it waits is a parameter.
import Anthropic, { APIError } from '@anthropic-ai/sdk'

export type Sleep = (ms: number) => Promise<unknown>

/** Streams an answer of Claude. Begins anew after 429, 5xx and a stream that breaks, twice at most. */
export async function tell(prompt: string, sleep: Sleep): Promise<string> {
  const anthropic = new Anthropic({ apiKey: 'any', maxRetries: 0 })
  for (let attempt = 1; ; attempt++) {
    try {
      const stream = anthropic.messages.stream({
        model: 'claude-haiku-4-5',
        max_tokens: 200,
        messages: [{ role: 'user', content: prompt }],
      })
      return await stream.finalText()
    } catch (error) {
      if (attempt === 3 || !(error instanceof APIError) || !isWorthIt(error)) throw error
      const seconds = Number(error.headers?.get('retry-after') ?? 2 ** attempt)
      await sleep(seconds * 1000)
    }
  }
}

/** An error that comes in the stream has no status. */
function isWorthIt({ status }: APIError): boolean {
  return status === undefined || status === 429 || status >= 500
}
