import type { Turn } from './chat.ts'

/** What a newcomer may press. */
export interface Idea {
  readonly title: string
  readonly prompt: string
  readonly kind: Turn['kind']
  /** Breaks the answer in the middle. */
  readonly isBroken?: boolean
}

export const IDEAS: readonly Idea[] = [
  { title: 'Stream text', prompt: 'Explain how tides work, in a few sentences.', kind: 'plain' },
  { title: 'Call a tool', prompt: 'What is the weather in Lisbon?', kind: 'tools' },
  { title: 'Fill a JSON schema', prompt: 'A quick recipe for lentil soup, as JSON.', kind: 'json' },
  { title: 'Markdown', prompt: 'Tell me about tides, in Markdown.', kind: 'plain' },
  {
    title: 'Reason',
    prompt: 'A bat and a ball cost $1.10. The bat costs a dollar more than the ball. What does the ball cost?',
    kind: 'plain',
  },
  { title: 'Break half way', prompt: 'Describe a lighthouse keeper’s day.', kind: 'plain', isBroken: true },
]
