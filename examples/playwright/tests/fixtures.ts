import { test as base } from '@playwright/test'
import { withLlm } from 'msw-llm/playwright'

// One simulation, and one app, for each worker.
export const test = withLlm(base, {
  app: { command: 'node server.js' },
  simulation: { baseUrls: { openai: ['http://proxy.test/llm'] } },
})
export { expect } from '@playwright/test'
