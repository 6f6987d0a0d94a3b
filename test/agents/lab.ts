/** What the agents of these tests can do: five small jobs that answer like real tools. */
export const tools = {
  get_weather: {
    description: 'Get the current weather in a given city',
    parameters: {
      type: 'object' as const,
      properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
      required: ['city'],
      additionalProperties: false,
    },
    run: ({ city }: any) => JSON.stringify({ city, temperature: city === 'Rome' ? 24 : 18, conditions: 'sunny' }),
  },
  calculator: {
    description: 'Evaluate an arithmetic expression',
    parameters: {
      type: 'object' as const,
      properties: { expression: { type: 'string' } },
      required: ['expression'],
      additionalProperties: false,
    },
    run: ({ expression }: any) =>
      ({ '17 * 23': '391', '(4 + 6) / 2': '5' })[expression as string] ?? 'error: cannot read this',
  },
  search_flights: {
    description: 'Find flights between two cities on a day',
    parameters: {
      type: 'object' as const,
      properties: {
        origin: { type: 'string' },
        destination: { type: 'string' },
        date: { type: 'string', format: 'date' },
      },
      required: ['origin', 'destination', 'date'],
      additionalProperties: false,
    },
    run: ({ date }: any) =>
      JSON.stringify({
        flights: [
          { id: 'TP-441', price: 129, date },
          { id: 'TP-502', price: 180, date },
        ],
      }),
  },
  book_flight: {
    description: 'Book a flight by its id',
    parameters: {
      type: 'object' as const,
      properties: { flight_id: { type: 'string' }, passenger_name: { type: 'string' } },
      required: ['flight_id', 'passenger_name'],
      additionalProperties: false,
    },
    run: ({ flight_id }: any) => JSON.stringify({ status: 'confirmed', flight: flight_id, reference: 'QX7' }),
  },
  web_search: {
    description: 'Search the web',
    parameters: {
      type: 'object' as const,
      properties: { query: { type: 'string' } },
      required: ['query'],
      additionalProperties: false,
    },
    run: () =>
      JSON.stringify({
        results: [
          { title: 'Bicycles', snippet: 'Karl von Drais rode the first one in 1817.' },
          { title: 'Safety bicycle', snippet: 'It came in 1885.' },
        ],
      }),
  },
  summarize: {
    description: 'Summarize a text',
    parameters: {
      type: 'object' as const,
      properties: { text: { type: 'string' } },
      required: ['text'],
      additionalProperties: false,
    },
    run: ({ text }: any) =>
      `In short (${text.includes('Drais') ? 'from the results' : 'from nowhere'}): bicycles began in 1817.`,
  },
}

/** A call as a test sees it. */
export type Seen = readonly [name: string, args: any]

/** What five unscripted agents are asked, what they have to call, in order, and what their answers have to say. */
export const jobs: readonly {
  readonly prompt: string
  readonly calls: readonly Seen[]
  readonly answer: readonly RegExp[]
  readonly rounds: number
}[] = [
  {
    prompt: 'What is the weather in Paris right now?',
    calls: [['get_weather', { city: 'Paris' }]],
    answer: [/Paris/, /18/, /sunny/],
    rounds: 2,
  },
  { prompt: 'What is 17 * 23?', calls: [['calculator', { expression: '17 * 23' }]], answer: [/391/], rounds: 2 },
  {
    prompt: 'Find a flight from Lisbon to Rome on 2026-03-04 and book it for "Ada Lovelace".',
    calls: [
      ['search_flights', { origin: 'Lisbon', destination: 'Rome', date: '2026-03-04' }],
      ['book_flight', { flight_id: 'TP-441', passenger_name: 'Ada Lovelace' }],
    ],
    answer: [/confirmed/, /QX7/],
    rounds: 3,
  },
  {
    prompt: 'Search for the history of the bicycle and summarise it.',
    calls: [
      ['web_search', { query: 'the history of the bicycle' }],
      ['summarize', { text: expectDrais() }],
    ],
    answer: [/1817/],
    rounds: 3,
  },
  {
    prompt: 'What is the weather in Paris and in Rome?',
    calls: [
      ['get_weather', { city: 'Paris' }],
      ['get_weather', { city: 'Rome' }],
    ],
    answer: [/Paris/, /Rome/, /24/],
    rounds: 2,
  },
]

/** Matches texts that hold the search's results. */
function expectDrais() {
  return { asymmetricMatch: (text: unknown) => typeof text === 'string' && text.includes('Drais') }
}
