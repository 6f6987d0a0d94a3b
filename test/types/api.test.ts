// Types are checked by `npm run check`; running it proves that the values exist.
import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import {
  createMockResponse,
  createProviderRegistry,
  createSimulation,
  isAnsweredChat,
  MockProvider,
  type ChatBody,
  type CompletionRequest,
  type Exchange,
  type ApiError,
  type MockResponseStream,
  type ToolCallPart,
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

test('a mock response is a promise, or a stream where one is asked for', async () => {
  const request = { model: 'gpt-4', messages: [] }
  const body = createMockResponse(request)
  expectTypeOf(body).toEqualTypeOf<Promise<ChatBody>>()
  // What it loads must not come after the end of the test.
  await body
  expectTypeOf(createMockResponse({ ...request, stream: true })).toEqualTypeOf<MockResponseStream>()
})

test('the arguments of a tool follow its schema', () => {
  const weather = { name: 'get_weather', schema: z.object({ city: z.string(), days: z.number().optional() }) }
  const rule = createSimulation().when('weather')
  rule.callTool(weather, { city: 'Paris' })
  rule.callTool('get_weather', { anything: true })
  // @ts-expect-error -- a city is text
  rule.callTool.bind(rule)(weather, { city: 5 })
  // @ts-expect-error -- the city is missing
  rule.callTool.bind(rule)(weather, { days: 3 })
})

test('what rules, responders, middleware, scopes and events get is typed', () => {
  const llm = createSimulation({
    responder: (request, { exchange, signal }) => {
      expectTypeOf(request).toEqualTypeOf<CompletionRequest>()
      expectTypeOf(exchange).toEqualTypeOf<Exchange>()
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
      return undefined
    },
  })
  llm.use({
    request: (request) => ({ ...request, maxTokens: 5 }),
    reply: async (next) => (await next()).content,
    response: (response) => void expectTypeOf(response).toEqualTypeOf<Response>(),
  })
  // @ts-expect-error -- there is no such stage
  llm.use.bind(llm)({ after: () => undefined })
  llm.on('end', (exchange) => expectTypeOf(exchange.toolCalls).toEqualTypeOf<readonly ToolCallPart[]>())
  // @ts-expect-error -- there is no such event
  expectTypeOf(llm.on).toBeCallableWith('finish', () => undefined)
  const scope = llm.scope()
  expectTypeOf(scope.apiKey).toBeString()
  expectTypeOf(scope.last).toEqualTypeOf<Exchange | undefined>()
  expectTypeOf(scope.waitFor).returns.resolves.toEqualTypeOf<readonly [Exchange, ...Exchange[]]>()
  expectTypeOf<Exchange['error']>().toEqualTypeOf<ApiError | undefined>()
  // @ts-expect-error -- there is no such condition
  llm.filter.bind(llm)({ promt: 'x' })
})
