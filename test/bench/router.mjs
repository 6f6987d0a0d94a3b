import { createRouter } from 'msw-llm'
import { median } from './measure.mjs'

/** `selectModel` calls per second over the usual catalogue, short and long prompts in turn, with and without constraints. */
export function routing({ rounds = 7, calls = 4000 } = {}) {
  const router = createRouter({ seed: 1 })
  const prompts = [
    'Hello there',
    'What is the capital of France?',
    'Explain in detail how this works and compare it:\n```ts\nfunction run(items) { return items.length }\n```',
    'Summarise: ' + 'the tide comes in twice a day. '.repeat(60),
  ]
  const requests = prompts.map((content) => ({ messages: [{ role: 'user', content }] }))
  const constraints = [{}, { maxCost: 0.01 }]
  const round = () => {
    const begun = performance.now()
    for (let call = 0; call < calls; call++) router.selectModel(requests[call % 4], constraints[call & 1])
    return (1000 * calls) / (performance.now() - begun)
  }
  round()
  return median(Array.from({ length: rounds }, round))
}
