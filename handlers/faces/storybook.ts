import type { RequestHandler } from 'msw'
import { UsageError } from '../../src/errors.ts'
import type { Fault } from '../../src/faults/fault.ts'
import type { LatencyOption } from '../../src/latency.ts'
import type { Rule } from '../../src/reply/rule.ts'
import type { Settings } from '../../src/settings.ts'
import type { Simulation } from '../core.ts'
import { SCENARIOS, type Scenario } from './panel/scenarios.ts'

export type { Scenario } from './panel/scenarios.ts'

/** What `parameters.llm` of a story, a component or the whole Storybook may say. */
export interface LlmParameters extends Omit<Partial<Settings>, 'latency'> {
  /** Default: the simulation's own. Excludes `latencyMs`. */
  readonly latency?: LatencyOption
  /** A fixed delay of every answer, in milliseconds. */
  readonly latencyMs?: number
  /** Name of a scenario: one of the panel's (`Rate limited`, `Slow answers`, …), or one that `withLlm` was given. */
  readonly scenario?: string
  /** What breaks. */
  readonly faults?: Fault | readonly Fault[]
  /** What is answered: rules, or a function that adds them. Default: the rules of the simulation, then the simulated model. */
  readonly rules?: readonly Rule[] | ((llm: Simulation) => void)
}

/** Options of {@link withLlm}; all have defaults. */
export interface WithLlmOptions {
  /** Scenarios of yours, beside those of the panel. */
  readonly scenarios?: readonly Scenario[]
}

/** What is read of a story's context; `msw` is what msw-storybook-addon puts there. */
export interface LlmStoryContext {
  readonly parameters: { readonly llm?: LlmParameters; readonly [name: string]: unknown }
  readonly msw?: Handlers
}

interface Handlers {
  listHandlers(): readonly unknown[]
  resetHandlers(): void
  use(...handlers: RequestHandler[]): void
}

/**
 * Storybook's `beforeEach`, for the preview: puts the simulation back to its start before each story, adds its handlers behind those of the
 * story, does what `parameters.llm` says, and ends what is under way when the story goes.
 *
 * @throws {UsageError} in a story whose parameters name an unknown setting or scenario
 * @example
 * // .storybook/preview.ts
 * import { mswLoader } from 'msw-storybook-addon/csf3'
 * import { withLlm } from 'msw-llm/storybook'
 *
 * export default { loaders: [mswLoader()], beforeEach: withLlm(llm) }
 *
 * // a story
 * export const RateLimited = { parameters: { llm: { scenario: 'Rate limited' } } }
 */
export function withLlm(
  llm: Simulation,
  { scenarios = [] }: WithLlmOptions = {},
): (context: LlmStoryContext) => () => void {
  return ({ parameters, msw }) => {
    llm.reset()
    if (msw) append(msw, llm.handlers)
    apply(llm, parameters.llm ?? {}, [...SCENARIOS, ...scenarios])
    return () => llm.reset()
  }
}

/** Behind those of the story, so that these go first; what it adds is gone with MSW's next reset. */
function append(msw: Handlers, handlers: readonly RequestHandler[]): void {
  const present = msw.listHandlers()
  if (handlers.every((one) => present.includes(one))) return
  msw.resetHandlers()
  const initial = msw.listHandlers()
  const ofStory = present.filter((one) => !initial.includes(one)) as RequestHandler[]
  msw.use(...ofStory, ...handlers)
}

function apply(llm: Simulation, parameters: LlmParameters, scenarios: readonly Scenario[]): void {
  const { scenario, faults, rules, latencyMs, latency, ...settings } = parameters
  const chosen = latencyMs ?? latency
  llm.configure({ ...settings, ...(chosen === undefined ? {} : { latency: chosen }) })
  if (typeof rules === 'function') rules(llm)
  else if (rules) llm.add(...rules)
  if (scenario !== undefined) llm.fault(named(scenario, scenarios))
  if (faults !== undefined) llm.fault(faults)
}

function named(name: string, scenarios: readonly Scenario[]): readonly Fault[] {
  const found = scenarios.findLast((one) => one.name === name)
  if (found) return found.faults
  const known = scenarios.map((one) => JSON.stringify(one.name)).join(', ')
  throw new UsageError(`parameters.llm: no scenario ${JSON.stringify(name)}. There are ${known}.`)
}
