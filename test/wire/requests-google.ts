import type { PartInput } from '../../src/reply/answer.ts'
import type { Ask } from './replay.ts'

const contents = [{ role: 'user', parts: [{ text: 'What is the weather in Paris and in Rome?' }] }]
const tools = [
  {
    functionDeclarations: [
      { name: 'get_weather', parameters: { type: 'OBJECT', properties: { city: { type: 'STRING' } } } },
    ],
  },
]
const call: PartInput = { type: 'tool-call', name: 'get_weather', arguments: { city: 'Paris' } }
const thought: PartInput = { type: 'reasoning', text: '', tokens: 20 }
const text: PartInput = { type: 'text', text: 'It is sunny there. '.repeat(60) }

const MODELS = { '2.0': 'gemini-2.0-flash', '2.5': 'gemini-2.5-flash', '3': 'gemini-3-flash-preview' } as const

/** Requests of one method, by generation and kind of answer. */
function requests(place: string, method: string, form: 'json' | 'stream'): Readonly<Record<string, Ask>> {
  const entries = Object.entries(MODELS).flatMap(([generation, model]) => {
    const path = `${place}/${model}:${method}`
    const thinks = generation === '2.0' ? [] : [thought]
    const ask = (reply: readonly PartInput[], more: object = {}): Ask => ({
      path,
      body: { contents, ...more },
      reply: [...thinks, ...reply],
    })
    return [
      [`${form} text +gemini-${generation}`, ask([text])],
      [`${form} tool-call +gemini-${generation}`, ask([call], { tools })],
      [`${form} tool-calls +gemini-${generation}`, ask([call, call], { tools })],
    ] as const
  })
  return {
    ...Object.fromEntries(entries),
    'error 400': { path: `${place}/gemini-2.5-flash:${method}`, body: { contents }, apiKeys: ['another-key'] },
    'error 404': { path: `${place}/no-such-model:${method}`, body: { contents } },
  }
}

const GEMINI = '/v1beta/models'
const VERTEX = '/v1/projects/p/locations/global/publishers/google/models'

export const generateRequests = requests(GEMINI, 'generateContent', 'json')
export const streamGenerateRequests = requests(GEMINI, 'streamGenerateContent?alt=sse', 'stream')
export const vertexGenerateRequests = requests(VERTEX, 'generateContent', 'json')

const shown: PartInput = { type: 'reasoning', text: 'They ask for the weather.' }

export const vertexStreamGenerateRequests: Readonly<Record<string, Ask>> = {
  ...requests(VERTEX, 'streamGenerateContent?alt=sse', 'stream'),
  'stream text +gemini-3': {
    path: `${VERTEX}/gemini-3-flash-preview:streamGenerateContent?alt=sse`,
    body: { contents, generationConfig: { thinkingConfig: { includeThoughts: true } } },
    reply: [shown, text],
  },
}
