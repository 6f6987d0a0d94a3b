/** What a message is, whoever answers. */
export type Message =
  | { readonly role: 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly text: string; readonly calls: readonly ToolCall[] }
  | { readonly role: 'tool'; readonly call: ToolCall; readonly result: string }

export interface ToolCall {
  readonly id: string
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
  /** Gemini wants it back as it came. */
  readonly signature?: string
}

/** What comes in while an answer streams. */
export type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'call'; readonly call: ToolCall }

export interface Turn {
  readonly model: string
  readonly messages: readonly Message[]
  /** Whether tools are offered, or JSON is asked for. */
  readonly kind: 'plain' | 'tools' | 'json'
  readonly signal: AbortSignal
}

/** One provider, by its official SDK. */
export interface Chat {
  readonly title: string
  readonly models: readonly string[]
  ask(turn: Turn): AsyncIterable<Piece>
}

export const WEATHER = {
  name: 'get_weather',
  description: 'The weather in a city.',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
    required: ['city', 'unit'],
    additionalProperties: false,
  },
} as const

export const RECIPE = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    minutes: { type: 'integer' },
    ingredients: { type: 'array', items: { type: 'string' } },
    vegetarian: { type: 'boolean' },
  },
  required: ['name', 'minutes', 'ingredients', 'vegetarian'],
  additionalProperties: false,
} as const

/** The tool itself: what the page runs when the model calls it. */
export function runTool({ input }: ToolCall): string {
  return JSON.stringify({ city: input['city'], temperature: 17, unit: input['unit'] ?? 'celsius', sky: 'light clouds' })
}
