/** How hard a prompt of a workload is. */
export type PromptKind = 'greeting' | 'question' | 'analysis' | 'code' | 'tools' | 'json'

/** What is asked, by kind; `{}` is replaced by a subject. */
export const TEMPLATES: Readonly<Record<PromptKind, readonly string[]>> = {
  greeting: ['Hi there!', 'Good morning', 'Thanks, that was all.', 'Hello, are you there?'],
  question: ['What is {}?', 'Name three facts about {}.', 'Who first wrote about {}?', 'Summarise {} in one sentence.'],
  analysis: [
    'Analyze {} step by step, compare the two best known approaches, and explain the trade-offs of each in detail.',
    'Evaluate what is known about {}, then design a strategy for a team of five and explain the reasoning behind it.',
  ],
  code: [
    'Implement {} in TypeScript with unit tests, explain the algorithm, and optimize it for large inputs.',
    'Refactor this code about {} and debug what is wrong:\n```ts\nexport function run(items: string[]) {\n  return items.map((item) => item.length);\n}\n```\nExplain each change.',
  ],
  tools: ['What is the weather in {} today?', 'Will I need a coat in {} tomorrow?'],
  json: ['Give me {} as JSON with a title and a list of points.', 'Extract title and points about {} as JSON.'],
}

export const SUBJECTS: readonly string[] = [
  'the tides',
  'a rate limiter',
  'the history of paper',
  'binary search',
  'city traffic',
  'a job queue',
  'solar panels',
  'the roman roads',
  'an event log',
  'sleep',
]

export const CITIES: readonly string[] = ['Paris', 'Oslo', 'Lima', 'Kyoto', 'Nairobi', 'Porto']

/** Shares of an ordinary day. */
export const USUAL_MIX: Readonly<Record<PromptKind, number>> = {
  greeting: 0.15,
  question: 0.35,
  analysis: 0.15,
  code: 0.15,
  tools: 0.1,
  json: 0.1,
}
