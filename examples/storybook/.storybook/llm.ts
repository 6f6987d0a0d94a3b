import { createSimulation } from 'msw-llm'
import type { Scenario } from 'msw-llm/storybook'

/** One simulation for all stories; it begins anew with each of them. */
export const llm = createSimulation({ seed: 7, latency: 'realistic' })

/** Beside the panel's own: by name in `parameters.llm.scenario`, and in the panel's list. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'Breaks at 40 %',
    faults: [{ how: 'error', kind: 'overloaded', at: { share: 0.4 }, when: { stream: true } }],
  },
]

/** A tool that the app's route runs itself. */
export const WEATHER_TOOL = {
  description: 'The weather of a city',
  inputSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  execute: (input: unknown) => ({ ...(input as { city: string }), celsius: 21, sky: 'clear' }),
}
