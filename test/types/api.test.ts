// Types are checked by `npm run check`; running it proves that the values exist.
import { expectTypeOf, test } from 'vitest'
import {
  createMockResponse,
  createProviderRegistry,
  createSimulation,
  isAnsweredChat,
  MockProvider,
  type ChatBody,
  type CompletionRequest,
  type Exchange,
  type MockResponseStream,
} from '../../handlers/index.ts'

test('options, providers and rules guide the editor', () => {
  const llm = createSimulation({ seed: 'a', latency: { ttftMs: 10 }, limits: { openai: { tokensPerMinute: 5 } } })
  expectTypeOf(llm.provider('openai')).toEqualTypeOf<MockProvider>()
  expectTypeOf(llm.exchanges).toEqualTypeOf<readonly Exchange[]>()
  expectTypeOf(llm.usage().costUsd).toBeNumber()
  llm.when('x').reply((request) => {
    expectTypeOf(request).toEqualTypeOf<CompletionRequest>()
    return 'text'
  })
  // @ts-expect-error -- unknown options do not compile
  createSimulation.bind(undefined, { sead: 1 })
  createSimulation.bind(undefined, { limits: { openai: 'tier-1', groq: 'free', mine: { requestsPerMinute: 1 } } })
  // @ts-expect-error -- OpenAI has no such tier
  createSimulation.bind(undefined, { limits: { openai: 'tier-9' } })
  // @ts-expect-error -- xAI has no presets
  createSimulation.bind(undefined, { limits: { xai: 'free' } })
  // @ts-expect-error -- there is no such limit
  createSimulation.bind(undefined, { limits: { openai: { requestsPerFortnight: 1 } } })
  // @ts-expect-error -- a provider of that name does not exist
  createProviderRegistry.bind(undefined, { providers: ['opnai'] })
  // @ts-expect-error -- there is no such kind of error
  expectTypeOf(llm.provider('openai').failNext).toBeCallableWith(1, 'oops')
})

test('an exchange narrows to its completion', () => {
  const exchange = createSimulation().exchanges[0]
  if (exchange && isAnsweredChat(exchange)) {
    expectTypeOf(exchange.outcome.finishReason).toBeString()
    expectTypeOf(exchange.request.messages[0]!.role).toEqualTypeOf<'system' | 'user' | 'assistant' | 'tool'>()
  }
})

test('a mock response is a promise, or a stream where one is asked for', () => {
  const request = { model: 'gpt-4', messages: [] }
  expectTypeOf(createMockResponse(request)).toEqualTypeOf<Promise<ChatBody>>()
  expectTypeOf(createMockResponse({ ...request, stream: true })).toEqualTypeOf<MockResponseStream>()
})
