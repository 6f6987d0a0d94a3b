import type { Ask, Driver } from './driver.ts'

function contents({ prompt = 'Tell me about the sea.', toolResult }: Ask): object[] {
  const user = { role: 'user', parts: [{ text: prompt }] }
  if (!toolResult) return [user]
  const { name, arguments: args, result } = toolResult
  return [
    user,
    { role: 'model', parts: [{ functionCall: { name, args }, thoughtSignature: 'skip_thought_signature_validator' }] },
    { role: 'user', parts: [{ functionResponse: { name, response: { result } } }] },
  ]
}

function body({ maxTokens, stop, tools, toolChoice, ...ask }: Ask, thinks: boolean): object {
  const generationConfig = {
    // What is thought differs from draw to draw, and with it the cost.
    ...(thinks ? { thinkingConfig: { thinkingBudget: 0 } } : {}),
    ...(maxTokens ? { maxOutputTokens: maxTokens } : {}),
    ...(stop ? { stopSequences: stop } : {}),
  }
  const mode = toolChoice === 'required' ? 'ANY' : 'NONE'
  return {
    contents: contents(ask),
    generationConfig,
    ...(tools ? { tools: [{ functionDeclarations: tools }] } : {}),
    ...(toolChoice ? { toolConfig: { functionCallingConfig: { mode } } } : {}),
  }
}

function read(responses: readonly any[]): ReturnType<Driver['read']> {
  const candidates = responses.map((one) => one.candidates?.[0]).filter(Boolean)
  const parts = candidates.flatMap((one) => one.content.parts ?? [])
  const usage = responses.at(-1)?.usageMetadata ?? {}
  const calls = parts.filter((part) => part.functionCall).map((part) => part.functionCall)
  return {
    text: parts.map((part) => (part.thought ? '' : (part.text ?? ''))).join(''),
    toolCalls: calls.map(({ id, name, args }, index) => ({ id: id ?? `${index}`, name, arguments: args })),
    finish: candidates.at(-1)?.finishReason,
    inputTokens: usage.promptTokenCount,
    outputTokens: (usage.candidatesTokenCount ?? 0) + (usage.thoughtsTokenCount ?? 0),
  }
}

function driver(provider: string, path: string, model: string, own: Pick<Driver, 'headers' | 'status'>): Driver {
  const urlOf = (ask: Ask, stream: boolean) =>
    `${path}/${ask.model ?? model}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`
  return {
    provider,
    model,
    url: urlOf({}, false),
    urlOf,
    body: (ask) => body(ask, provider === 'google'),
    read: (one) => read([one]),
    readStream: (text) =>
      read(
        text
          .split('\r\n\r\n')
          .filter((line) => line.startsWith('data: '))
          .map((line) => JSON.parse(line.slice(6))),
      ),
    finish: { stop: 'STOP', length: 'MAX_TOKENS', tools: 'STOP', stopSequence: 'STOP' },
    isTerminated: (text) => /"finishReason": "[A-Z_]+".*\r\n\r\n$/.test(text),
    contentType: 'text/event-stream',
    hasRetryAfter: false,
    tooLong: { words: 1_100_000, text: /The input token count \(1\d{6}\) exceeds/ },
    ...own,
  }
}

/** The Gemini API. */
export const googleDriver = driver(
  'google',
  'https://generativelanguage.googleapis.com/v1beta/models',
  'gemini-2.5-flash',
  {
    headers: (key) => ({ 'x-goog-api-key': key, 'content-type': 'application/json' }),
    status: { overloaded: 503, unknownModel: 404, keys: [403, 400] },
  },
)

/** Gemini at Vertex AI. */
export const vertexDriver = driver(
  'vertex',
  'https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/publishers/google/models',
  'gemini-3.1-flash-lite',
  {
    headers: (key) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' }),
    status: { overloaded: 503, unknownModel: 404 },
  },
)
