import { expect, test } from 'vitest'
import { answeredFacts } from './answer-facts.ts'
import { compare } from './compare.ts'
import { loadFacts } from './derive-facts.ts'
import { ENDPOINTS } from './endpoints.ts'
import { readFacts } from './facts-file.ts'
import { answer } from './replay.ts'
import { isNotYet, requestFor } from './requests.ts'

for (const endpoint of ENDPOINTS) {
  const file = loadFacts(endpoint)
  for (const [scenario, { newest }] of Object.entries(file.scenarios)) {
    const title = `answers ${endpoint.name} as recorded: ${scenario}`
    if (!requestFor(endpoint.name, scenario) && isNotYet(scenario)) {
      test.todo(title)
      continue
    }
    test(title, async () => {
      const ask = requestFor(endpoint.name, scenario)
      if (!ask) throw new Error(`test/wire/requests.ts has no request for "${scenario}" of ${endpoint.name}.`)
      const ours = await answeredFacts(await answer(endpoint, ask), endpoint.dialect)
      const terms = {
        provider: endpoint.name,
        day: newest ?? undefined,
        floatAfter: endpoint.dialect.floatAfter,
      }
      expect(compare(readFacts(file, scenario), ours, terms).differences).toEqual([])
    })
  }
}
