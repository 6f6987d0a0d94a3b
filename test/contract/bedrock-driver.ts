import type { Ask, Driver } from './driver.ts'

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0'

function url({ model = MODEL }: Ask, stream: boolean): string {
  const operation = stream ? 'converse-stream' : 'converse'
  return `https://bedrock-runtime.us-east-1.amazonaws.com/model/${encodeURIComponent(model)}/${operation}`
}

function messages({ prompt = 'Tell me about the sea.', toolResult }: Ask): object[] {
  const user = { role: 'user', content: [{ text: prompt }] }
  if (!toolResult) return [user]
  const { name, arguments: input, result } = toolResult
  return [
    user,
    { role: 'assistant', content: [{ toolUse: { toolUseId: 'tooluse_1', name, input } }] },
    { role: 'user', content: [{ toolResult: { toolUseId: 'tooluse_1', content: [{ text: result }] } }] },
  ]
}

/** Payloads of a stream whose bytes were read as text: lengths and checksums are lost, the JSON between them is not. */
function payloadsOf(text: string): readonly { readonly event: string; readonly data: any }[] {
  return [...text.matchAll(/:(?:event|exception)-type\x07\0[^]([a-zA-Z]+)/g)].map((match) => {
    const start = text.indexOf('{', match.index)
    return { event: match[1]!.replace(/\r$/, ''), data: JSON.parse(text.slice(start, endOf(text, start))) }
  })
}

/** The place after the brace that closes the one at `start`. */
function endOf(text: string, start: number): number {
  let depth = 0
  let isQuoted = false
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\' && isQuoted) at++
    else if (text[at] === '"') isQuoted = !isQuoted
    else if (!isQuoted && text[at] === '{') depth++
    else if (!isQuoted && text[at] === '}' && --depth === 0) return at + 1
  }
  return text.length
}

/** Bedrock's Converse and ConverseStream. */
export const bedrockDriver: Driver = {
  provider: 'bedrock',
  url: url({}, false),
  urlOf: url,
  model: MODEL,
  headers: (key) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=${key}/20261122/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=0`,
    'content-type': 'application/json',
  }),
  body: (ask) => {
    const { maxTokens, stop, tools, toolChoice } = ask
    return {
      messages: messages(ask),
      inferenceConfig: { ...(maxTokens ? { maxTokens } : {}), ...(stop ? { stopSequences: stop } : {}) },
      // There is no choice `none`: clients leave the tools out.
      ...(tools && toolChoice !== 'none'
        ? {
            toolConfig: {
              tools: tools.map(({ name, parameters }) => ({ toolSpec: { name, inputSchema: { json: parameters } } })),
              ...(toolChoice ? { toolChoice: { any: {} } } : {}),
            },
          }
        : {}),
    }
  },
  read(body: any) {
    const { content } = body.output.message
    const calls = content.flatMap((block: any) => (block.toolUse ? [block.toolUse] : []))
    return {
      text: content.map((block: any) => block.text ?? '').join(''),
      toolCalls: calls.map(({ toolUseId, name, input }: any) => ({ id: toolUseId, name, arguments: input })),
      finish: body.stopReason,
      inputTokens: body.usage.inputTokens,
      outputTokens: body.usage.outputTokens,
    }
  },
  readStream(text) {
    const events = payloadsOf(text)
    const blocks: any[] = []
    for (const { event, data } of events) {
      if (event === 'contentBlockStart') blocks[data.contentBlockIndex] = { ...data.start.toolUse, json: '' }
      if (event !== 'contentBlockDelta') continue
      const block = (blocks[data.contentBlockIndex] ??= {})
      block.text = (block.text ?? '') + (data.delta.text ?? '')
      block.json = (block.json ?? '') + (data.delta.toolUse?.input ?? '')
    }
    const find = (name: string) => events.find(({ event }) => event === name)?.data
    const calls = blocks.filter((block) => block.toolUseId)
    return {
      text: blocks.map((block) => block.text ?? '').join(''),
      toolCalls: calls.map(({ toolUseId, name, json }) => ({
        id: toolUseId,
        name,
        arguments: JSON.parse(json || '{}'),
      })),
      finish: find('messageStop')?.stopReason,
      inputTokens: find('metadata')?.usage.inputTokens,
      outputTokens: find('metadata')?.usage.outputTokens,
    }
  },
  finish: { stop: 'end_turn', length: 'max_tokens', tools: 'tool_use', stopSequence: 'stop_sequence' },
  status: { overloaded: 503, unknownModel: 400, keys: [403, 403] },
  isTerminated: (text) => payloadsOf(text).at(-1)?.event === 'metadata',
  contentType: 'application/vnd.amazon.eventstream',
  streamError: 'serviceUnavailableException',
  pathError: 'Output',
  hasRetryAfter: false,
  tooLong: { words: 250_000, text: /Input is too long for requested model\./ },
}
