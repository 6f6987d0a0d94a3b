import { expect, test } from 'vitest'
import { createRouter } from '../../handlers/index.ts'

const ask = (content: string) => ({ messages: [{ role: 'user', content }] })
const LONG = ask(`Please analyze and explain this code in great detail. ${'It has many parts. '.repeat(30)}`)

test('the three requests of the ancestor get its three answers', () => {
  const router = createRouter({ compat: 'four-rule' })
  expect(router.selectModel(ask('Hello!'))).toMatchObject({
    modelKey: 'openai:gpt-3.5-turbo',
    reason: expect.stringContaining('general query'),
    estimatedCost: 0.01,
    estimatedLatency: { totalMs: 200 },
    confidence: 0.85,
    tokensOut: 100,
    complexity: { level: 'low' },
  })
  expect(router.selectModel(LONG)).toMatchObject({
    modelKey: 'openai:gpt-4o-mini',
    reason: expect.stringContaining('complex'),
    estimatedCost: 0.01,
    estimatedLatency: { totalMs: 500 },
    confidence: 0.85,
    complexity: { level: 'high' },
  })
  expect(router.selectModel(ask('Hello!'), { maxCost: 0.0005 })).toMatchObject({
    modelKey: 'groq:llama-3.1-8b',
    reason: expect.stringContaining('budget'),
    estimatedCost: 0.002,
    estimatedLatency: { totalMs: 200 },
  })
})

test('its order holds: complex before preferred, a dear complex prompt after it, an unknown provider as it was', () => {
  const router = createRouter({ compat: 'four-rule' })
  expect(router.selectModel(LONG, { preferredProviders: ['anthropic'] }).provider).toBe('openai')
  expect(router.selectModel(LONG, { preferredProviders: ['anthropic'], maxCost: 0.05 })).toMatchObject({
    modelKey: 'anthropic:claude-3-haiku',
    reason: expect.stringContaining('anthropic'),
  })
  expect(router.selectModel(LONG, { maxCost: 0.0005 }).modelKey).toBe('groq:llama-3.1-8b')
  expect(router.selectModel(ask('Hi'), { preferredProviders: ['nobody'] }).modelKey).toBe('nobody:gpt-3.5-turbo')
  expect(router.selectModel(ask('How do I decode a barcode?')).complexity.level).toBe('high')
})

test('its statistics: a count alone before the first route, then four figures', () => {
  const router = createRouter({ compat: 'four-rule' })
  expect(router.getRoutingStats()).toEqual({ totalRoutes: 0 })
  router.selectModel(ask('Hello!'))
  const last = router.selectModel(ask('Hello!'), { maxCost: 0.0005 })
  expect(router.getRoutingStats()).toEqual({
    totalRoutes: 2,
    providerDistribution: { openai: 1, groq: 1 },
    averageConfidence: 0.85,
    lastRoute: last,
  })
  expect(router.history()).toHaveLength(2)
})

test('the default router decides the same three cases sensibly, with its reasons', () => {
  const router = createRouter()
  const greeting = router.selectModel(ask('Hello!'))
  expect(greeting.estimatedCost).toBeLessThan(0.001)
  expect(greeting.reason).toContain('simple prompt')
  const hard = router.selectModel(LONG)
  expect(hard).toMatchObject({ reasonCode: 'complexity', reason: expect.stringContaining('complex prompt') })
  expect(hard.estimatedCost).toBeGreaterThan(greeting.estimatedCost)
  const cheap = router.selectModel(LONG, { maxCost: 0.0005 })
  expect(cheap).toMatchObject({ reasonCode: 'budget', reason: expect.stringContaining('budget') })
  expect(cheap.estimatedCost).toBeLessThanOrEqual(0.0005)
  expect(router.selectModel(LONG, { preferredProviders: ['anthropic'] })).toMatchObject({
    provider: 'anthropic',
    reasonCode: 'preferred-provider',
  })
})
