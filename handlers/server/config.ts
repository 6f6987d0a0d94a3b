import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { UsageError } from '../../src/errors.ts'
import type { Fault } from '../../src/faults/fault.ts'
import { Rule } from '../../src/reply/rule.ts'
import { createSimulation, type CreateSimulationOptions, type Simulation } from '../create-simulation.ts'
import { faultOf } from './control.ts'
import { ruleOf, type RuleSpec } from './rule-spec.ts'

/** What a configuration file holds: the default export of a module, or JSON. */
export interface ServeConfig {
  /** Options of `createSimulation`. */
  readonly options?: CreateSimulationOptions
  /** Rules written as JSON, or `Rule`s; they survive a reset. */
  readonly rules?: readonly (RuleSpec | Rule)[]
  /** Faults; they survive a reset. */
  readonly faults?: readonly Fault[]
  /** Called with the simulation before it serves; in modules. */
  readonly setUp?: (llm: Simulation) => void | Promise<void>
  readonly port?: number
  readonly host?: string
  readonly maxBodyBytes?: number
}

const KNOWN: Record<keyof ServeConfig, true> = {
  options: true,
  rules: true,
  faults: true,
  setUp: true,
  port: true,
  host: true,
  maxBodyBytes: true,
}

/**
 * Reads a configuration file.
 *
 * @throws {UsageError} where it is not there, cannot be read, or holds what is unknown
 */
export async function readConfig(file: string): Promise<ServeConfig> {
  const content = await contentOf(file)
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new UsageError(`${file} must hold an object with any of ${Object.keys(KNOWN).join(', ')}.`)
  const unknown = Object.keys(content).find((name) => !Object.hasOwn(KNOWN, name))
  if (unknown !== undefined) {
    const places = Object.keys(KNOWN).join(', ')
    throw new UsageError(`${file} has "${unknown}". Known: ${places}; options of createSimulation stand in "options".`)
  }
  return content
}

async function contentOf(file: string): Promise<unknown> {
  const path = resolve(file)
  try {
    if (path.endsWith('.json')) return JSON.parse(await readFile(path, 'utf8'))
    return ((await import(pathToFileURL(path).href)) as { readonly default: unknown }).default
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`)
  }
}

/** The simulation that a configuration describes; `options` go before its own. */
export async function simulationOf(config: ServeConfig, options: CreateSimulationOptions = {}): Promise<Simulation> {
  const { rules = [], faults = [] } = config
  const base = config.options ?? {}
  const llm = createSimulation({
    ...base,
    ...options,
    rules: [...(base.rules ?? []), ...rules.map((rule) => (rule instanceof Rule ? rule : ruleOf(rule)))],
    faults: [...(base.faults ?? []), ...faults.map(faultOf)],
  })
  await config.setUp?.(llm)
  return llm
}
