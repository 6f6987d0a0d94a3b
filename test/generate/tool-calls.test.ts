import { expect, test } from 'vitest'
import type { CompletionRequest } from '../../src/request.ts'
import { callsFor, said, textFor, tool } from './ask.ts'

const text = { type: 'string' }
const number = { type: 'number' }
const weather = tool(
  'get_weather',
  { location: text, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
  ['unit'],
  'Get the current weather',
)
const calculator = tool('calculator', { expression: text })
const hotel = tool(
  'book_hotel',
  {
    city: text,
    check_in: { type: 'string', format: 'date' },
    check_out: { type: 'string', format: 'date' },
    guests: { type: 'integer' },
    breakfast: { type: 'boolean' },
    email: text,
  },
  ['breakfast', 'email'],
  'Book a hotel room',
)
const flights = tool('search_flights', { origin: text, destination: text, date: text, max_price: number }, [
  'max_price',
])
const bookFlight = tool('book_flight', { flight_id: text, passenger_name: text })
const search = tool('web_search', { query: text })
const mail = tool('send_email', { to: text, subject: text, body: text })
const convert = tool('convert_currency', { amount: number, from: text, to: text })
const stock = tool('get_stock_price', { ticker: text })
const add = tool('add', { a: number, b: number })
const multiply = tool('multiply', { a: number, b: number })

const event = tool(
  'createEvent',
  {
    title: text,
    date: { type: 'string', format: 'date' },
    attendees: { type: 'array', items: { type: 'string', format: 'email' } },
  },
  ['attendees'],
)
const clock = tool('get_time', { timezone: text })
const order = tool('getOrderStatus', { orderId: text })
const all = [weather, calculator, hotel, flights, bookFlight, search, mail, convert, stock, event, clock, order]

test.each([
  [
    'Schedule a meeting called "Budget review" on 2026-05-12 with ann@example.com and bob@example.com.',
    [
      [
        'createEvent',
        { title: 'Budget review', date: '2026-05-12', attendees: ['ann@example.com', 'bob@example.com'] },
      ],
    ],
  ],
  ['Remind me what the capital of France is.', []],
  ['What time is it in Tokyo?', [['get_time', { timezone: 'Asia/Tokyo' }]]],
  [
    'Please check order 55231 and order 55232.',
    [
      ['getOrderStatus', { orderId: '55231' }],
      ['getOrderStatus', { orderId: '55232' }],
    ],
  ],
  [
    'Book a hotel in Vienna from 3 to 7 April 2026 for 4 people.',
    [['book_hotel', { city: 'Vienna', check_in: '2026-04-03', check_out: '2026-04-07', guests: 4 }]],
  ],
  ['What is the weather in Lisbon?', [['get_weather', { location: 'Lisbon' }]]],
  ['weather in new york please', [['get_weather', { location: 'New York' }]]],
  ['Will it rain in London tomorrow?', [['get_weather', { location: 'London' }]]],
  ['How warm is it in Oslo, in fahrenheit?', [['get_weather', { location: 'Oslo', unit: 'fahrenheit' }]]],
  [
    'What is the weather in San Francisco, Tokyo, and Paris?',
    [
      ['get_weather', { location: 'San Francisco' }],
      ['get_weather', { location: 'Tokyo' }],
      ['get_weather', { location: 'Paris' }],
    ],
  ],
  ['What is 12 times 7?', [['calculator', { expression: '12 * 7' }]]],
  ['Calculate (4 + 6) / 2.', [['calculator', { expression: '(4 + 6) / 2' }]]],
  [
    'Book a hotel in Lisbon from March 3 to March 7 for 2 guests with breakfast, confirmation to ada@example.com',
    [
      [
        'book_hotel',
        {
          city: 'Lisbon',
          check_in: '2026-03-03',
          check_out: '2026-03-07',
          guests: 2,
          breakfast: true,
          email: 'ada@example.com',
        },
      ],
    ],
  ],
  [
    'Book a hotel in Lisbon for 3 nights starting 2026-05-01 for two people, without breakfast.',
    [['book_hotel', { city: 'Lisbon', check_in: '2026-05-01', check_out: '2026-05-04', guests: 2, breakfast: false }]],
  ],
  [
    'Find flights from Paris to Rome on Friday under $200',
    [['search_flights', { origin: 'Paris', destination: 'Rome', date: 'Friday', max_price: 200 }]],
  ],
  ['Search the web for the history of the bicycle', [['web_search', { query: 'the history of the bicycle' }]]],
  ['Who won the 2022 World Cup?', [['web_search', { query: 'Who won the 2022 World Cup?' }]]],
  [
    'Send an email to bob@example.com saying "See you at 5"',
    [['send_email', { to: 'bob@example.com', body: 'See you at 5' }]],
  ],
  ['Convert 100 USD to EUR', [['convert_currency', { amount: 100, from: 'USD', to: 'EUR' }]]],
  [
    'What are the prices of AAPL and MSFT stock?',
    [
      ['get_stock_price', { ticker: 'AAPL' }],
      ['get_stock_price', { ticker: 'MSFT' }],
    ],
  ],
])('%s', async (prompt, calls) => {
  const made = await callsFor(prompt, all)
  expect(made).toHaveLength(calls.length)
  expect(made).toMatchObject(calls)
})

test.each([
  'Hello!',
  'Thanks, that was great.',
  'Tell me a joke',
  'Write a short poem about autumn leaves.',
  'Good morning, how are you?',
])('calls nothing for: %s', async (prompt) => {
  expect(await callsFor(prompt, all)).toEqual([])
})

test('picks the operation and its numbers in order', async () => {
  expect(await callsFor('What is 6 times 7?', [add, multiply])).toEqual([['multiply', { a: 6, b: 7 }]])
  expect(await callsFor('add 2 and 3', [add, multiply])).toEqual([['add', { a: 2, b: 3 }]])
})

test('leaves optional arguments out and answers null where strict schemas allow it', async () => {
  const strict = tool('get_weather', {
    city: text,
    unit: { type: ['string', 'null'], enum: ['celsius', 'fahrenheit', null] },
    days: { type: ['integer', 'null'] },
  })
  expect(await callsFor('Weather in Lisbon?', [strict])).toEqual([
    ['get_weather', { city: 'Lisbon', unit: null, days: null }],
  ])
  expect(await callsFor('Weather in Lisbon in celsius for 3 days?', [strict])).toEqual([
    ['get_weather', { city: 'Lisbon', unit: 'celsius', days: 3 }],
  ])
})

test('obeys every tool choice', async () => {
  expect(await callsFor('Weather in Lisbon?', all, { toolChoice: 'none' })).toEqual([])
  expect(await callsFor('Sing a song.', all, { toolChoice: 'required' })).toHaveLength(1)
  expect(
    (await callsFor('Weather in Lisbon?', all, { toolChoice: { name: 'web_search' } })).map(([name]) => name),
  ).toEqual(['web_search'])
  expect(await callsFor('Weather in Lisbon and Rome?', all, { parallelToolCalls: false })).toEqual([
    ['get_weather', { location: 'Lisbon' }],
  ])
})

test('hands free text to a custom tool', async () => {
  expect(await callsFor('Run the query "SELECT 1" in sql', [{ name: 'sql', kind: 'custom' }])).toEqual([
    ['sql', 'SELECT 1'],
  ])
})

function after(
  prompt: string,
  results: readonly (readonly [name: string, args: object, result: string])[],
): Partial<CompletionRequest> {
  const turns = results.flatMap(([name, args, result], index) => [
    {
      role: 'assistant' as const,
      content: [{ type: 'tool-call' as const, id: `call_${index}`, name, arguments: JSON.stringify(args) }],
    },
    {
      role: 'tool' as const,
      content: [
        {
          type: 'tool-result' as const,
          toolCallId: `call_${index}`,
          content: [{ type: 'text' as const, text: result }],
        },
      ],
    },
  ])
  return { tools: all, messages: [said('user', prompt), ...turns] }
}

test('waits with dependent tools, then takes their arguments out of the results', async () => {
  const prompt = 'Find flights from Paris to Rome on Friday and book one for "Ada Lovelace"'
  expect((await callsFor(prompt, all)).map(([name]) => name)).toEqual(['search_flights'])
  const found = after(prompt, [['search_flights', { origin: 'Paris' }, '{"flights":[{"id":"AF-1","price":90}]}']])
  expect(await callsFor(prompt, all, found)).toEqual([
    ['book_flight', { flight_id: 'AF-1', passenger_name: 'Ada Lovelace' }],
  ])
  const failed = after(prompt, [['search_flights', { origin: 'Paris' }, 'Error: no flights that day']])
  expect(await callsFor(prompt, all, failed)).toEqual([])
  expect(await textFor(prompt, 1, failed)).toMatch(/sorry.*no flights that day/)
})

test('tells results as sentences and lists, not as JSON', async () => {
  const prompt = 'What is the weather in Lisbon?'
  const one = await textFor(
    prompt,
    1,
    after(prompt, [['get_weather', { location: 'Lisbon' }, '{"temperature":21,"conditions":"sunny"}']]),
  )
  expect(one).toMatch(/Lisbon: temperature 21, conditions sunny\.$/)
  const looked = 'Search the web for x'
  const list = await textFor(
    looked,
    1,
    after(looked, [
      [
        'web_search',
        { query: 'x' },
        '{"results":[{"title":"A","snippet":"First."},{"title":"B","snippet":"Second."}]}',
      ],
    ]),
  )
  expect(list).toContain('- **A**: First.\n- **B**: Second.')
  expect(list).not.toContain('{')
})

test('ends after a bounded number of rounds whatever the tools say', async () => {
  const prompt = 'What is the weather in Lisbon?'
  const many = Array.from({ length: 12 }, (_, index) => ['other', { index }, 'again'] as const)
  expect(await callsFor(prompt, all, after(prompt, many))).toEqual([])
})

test('takes up what earlier turns said', async () => {
  const messages = [
    said('user', 'What is the weather in Lisbon?'),
    said('assistant', 'It is sunny.'),
    said('user', 'And in Rome?'),
  ]
  expect(await callsFor('', all, { messages })).toEqual([['get_weather', { location: 'Rome' }]])
  const booking = [
    said('user', 'I need a hotel in Porto for 2 guests on 2026-02-01.'),
    said('assistant', 'Shall I book it?'),
    said('user', 'Yes, book the hotel.'),
  ]
  expect(await callsFor('', all, { messages: booking })).toMatchObject([
    ['book_hotel', { city: 'Porto', guests: 2, check_in: '2026-02-01' }],
  ])
})
