import { createRandom, fork } from '../random.ts'
import { kindOfStatus } from './check-fault.ts'
import type { CutMode, ErrorWords, FaultRule, FaultWhen } from './fault.ts'

/** Conditions that a scenario leaves to its user. */
export type ScenarioWhen = Pick<FaultWhen, 'between' | 'provider' | 'when' | 'key'>

/**
 * One answer for each of the next requests, in order: a status fails, 200 is left alone.
 *
 * @example
 * llm.provider('openai').fault(sequence([429, 429, 200]))
 */
export function sequence(statuses: readonly number[], when: ScenarioWhen = {}): FaultRule[] {
  return statuses.map((status) =>
    status < 400
      ? { how: 'pass', next: 1, ...when }
      : { kind: kindOfStatus(status), ...(OWN.has(status) ? {} : { status }), next: 1, ...when },
  )
}

/** Statuses that the kinds have by themselves at some provider; the provider's own goes before the one that is named. */
const OWN: ReadonlySet<number> = new Set([400, 401, 403, 404, 429, 500])

/**
 * The provider is down: every request fails.
 *
 * @example
 * llm.fault(outage({ provider: 'openai', between: [0, 40_000], status: 503 }))
 */
export function outage(when: ScenarioWhen & ErrorWords = {}): FaultRule {
  return { kind: kindOfStatus(when.status ?? 503), ...when }
}

/**
 * A share of the requests fails. @param rate 0 to 1
 *
 * @example
 * llm.fault(flaky(0.05, { status: 503 }))
 */
export function flaky(rate: number, when: ScenarioWhen & ErrorWords = {}): FaultRule {
  return { probability: rate, kind: kindOfStatus(when.status), ...when }
}

/**
 * Answers take long: eight times to the first token, a quarter of the speed. Needs no latency option.
 *
 * @example
 * llm.provider('groq').fault(slow({ ttft: 20 }))
 */
export function slow(when: ScenarioWhen & { readonly ttft?: number; readonly speed?: number } = {}): FaultRule {
  return { how: 'slow', ...when }
}

/**
 * A share of the streams breaks half way. @param rate 0 to 1
 *
 * @example
 * llm.fault(cutStreams(0.1))
 */
export function cutStreams(rate: number, how: CutMode = 'socket', when: ScenarioWhen = {}): FaultRule {
  return { how, at: { share: 0.5 }, probability: rate, when: { stream: true }, ...when }
}

/**
 * A brown-out: some requests fail, and the others are slow.
 *
 * @example
 * llm.fault(brownOut({ provider: 'openai', between: [0, 60_000], rate: 0.3 }))
 */
export function brownOut(when: ScenarioWhen & { readonly rate?: number } = {}): FaultRule[] {
  const { rate = 0.3, ...rest } = when
  return [flaky(rate, { ...rest, kind: 'overloaded' }), slow({ ttft: 4, speed: 0.4, ...rest })]
}

/** Options of {@link incidents}. */
export interface IncidentOptions extends Omit<ScenarioWhen, 'between'> {
  readonly seed?: number
  /** Mean time between two incidents, in milliseconds. Default: 12 hours. */
  readonly meanGoodMs?: number
  /** Mean length of an incident, in milliseconds. Default: 25 minutes. */
  readonly meanBadMs?: number
  /** Share of failing requests during an incident, 0 to 1. Default: 0.2. */
  readonly rate?: number
  /** Factor on the time to the first token during an incident. Default: 3. */
  readonly ttft?: number
}

/**
 * Incidents that come and go by themselves: the same ones for the same seed, whatever is asked meanwhile.
 *
 * @example
 * llm.fault(incidents({ rate: 0.5 }))
 */
export function incidents(options: IncidentOptions = {}): FaultRule[] {
  const { seed = 0, meanGoodMs = 12 * 3_600_000, meanBadMs = 25 * 60_000, rate = 0.2, ttft = 3, ...when } = options
  const isBad = twoStates(seed, meanGoodMs, meanBadMs)
  return [
    { kind: 'overloaded', probability: rate, during: isBad, ...when },
    { how: 'slow', ttft, speed: 1, during: isBad, ...when },
  ]
}

/** A chain of good and bad times with exponential lengths, drawn as far as it is asked for. */
function twoStates(seed: number, meanGoodMs: number, meanBadMs: number): (elapsedMs: number) => boolean {
  const random = createRandom(fork(fork(0, String(seed)), 'incidents'))
  const changesMs: number[] = [random.gamma(1, meanGoodMs)]
  return (elapsedMs) => {
    while (changesMs.at(-1)! <= elapsedMs) {
      const length = random.gamma(1, changesMs.length % 2 === 1 ? meanBadMs : meanGoodMs)
      changesMs.push(changesMs.at(-1)! + Math.max(1, length))
    }
    return changesMs.findIndex((changeMs) => changeMs > elapsedMs) % 2 === 1
  }
}
