import { GoogleGenAI, type Content } from '@google/genai'
import { RECIPE, WEATHER, type Chat, type Message } from '../chat.ts'

const client = new GoogleGenAI({ apiKey: 'any' })

export const google: Chat = {
  title: 'Google Gemini',
  models: ['gemini-2.5-flash', 'gemini-2.5-pro'],
  async *ask({ model, messages, kind, signal }) {
    const stream = await client.models.generateContentStream({
      model,
      contents: messages.map(toGoogle),
      config: {
        abortSignal: signal,
        ...(kind === 'plain' ? { thinkingConfig: { includeThoughts: true } } : {}),
        ...(kind === 'tools'
          ? {
              tools: [
                {
                  functionDeclarations: [
                    { name: WEATHER.name, description: WEATHER.description, parametersJsonSchema: WEATHER.parameters },
                  ],
                },
              ],
            }
          : {}),
        ...(kind === 'json' ? { responseMimeType: 'application/json', responseJsonSchema: RECIPE } : {}),
      },
    })
    for await (const { candidates } of stream) {
      for (const { text, thought, functionCall, thoughtSignature } of candidates?.[0]?.content?.parts ?? []) {
        if (text) yield { type: thought ? 'reasoning' : 'text', text }
        if (!functionCall) continue
        const call = { id: functionCall.id ?? '', name: functionCall.name ?? '', input: functionCall.args ?? {} }
        yield { type: 'call', call: thoughtSignature ? { ...call, signature: thoughtSignature } : call }
      }
    }
  },
}

function toGoogle(message: Message): Content {
  if (message.role === 'user') return { role: 'user', parts: [{ text: message.text }] }
  if (message.role === 'tool') {
    const response = JSON.parse(message.result) as Record<string, unknown>
    return { role: 'user', parts: [{ functionResponse: { name: message.call.name, response } }] }
  }
  const calls = message.calls.map(({ name, input, signature }) => ({
    functionCall: { name, args: { ...input } },
    ...(signature ? { thoughtSignature: signature } : {}),
  }))
  return { role: 'model', parts: [...(message.text === '' ? [] : [{ text: message.text }]), ...calls] }
}
