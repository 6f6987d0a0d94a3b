import { inputText, type CompletionRequest } from '../request.ts'

/** The ancestor's answer to a direct call: it echoes the start of the first user message, more of it the better the model. */
export function gradedText(request: Pick<CompletionRequest, 'messages' | 'model'>): string {
  const first = firstUserText(request)
  if (request.model.includes('gpt-4')) return `This is a high-quality answer to: ${first.slice(0, 50)}...`
  if (request.model.includes('gpt-3.5')) return `This is a standard answer to: ${first.slice(0, 30)}...`
  return `This is an answer to: ${first.slice(0, 20)}...`
}

const QUALITY: readonly (readonly [RegExp, string])[] = [
  [/gpt-4|claude-3-opus|claude-3-sonnet/, 'comprehensive and detailed'],
  [/gpt-3\.5|claude-3-haiku|mistral-large/, 'clear and concise'],
]

/** The text of {@link createMockResponse}: one sentence with the model's quality phrase and the start of the first user message. */
export function qualityText(request: Pick<CompletionRequest, 'messages' | 'model'>): string {
  const quality = QUALITY.find(([pattern]) => pattern.test(request.model))?.[1] ?? 'basic'
  return `Here is a ${quality} response to your message: ${firstUserText(request).slice(0, 100)}`
}

function firstUserText({ messages }: Pick<CompletionRequest, 'messages'>): string {
  const first = messages.find((message) => message.role === 'user')
  return first ? inputText(first.content) : ''
}
