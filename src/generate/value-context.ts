import type { Random } from '../random.ts'
import type { Invent } from './faker.ts'
import type { PromptFacts } from './prompt-facts.ts'
import type { Scope } from './schema-scope.ts'

/** What a value is made for: its property's name, what the prompt mentions, and the sources of chance. */
export interface ValueContext {
  /** Name of the property; empty for list items of no name. */
  readonly name: string
  readonly facts: PromptFacts
  readonly invent: () => Invent
  readonly random: Random
  /** Facts that have been put somewhere, so that the next property takes the next one. */
  readonly used: Set<string>
  /** True where only what the prompt speaks of is wanted: arguments of a tool. */
  readonly isSparse: boolean
}

/** A place inside a value that is being made. */
export interface Place extends ValueContext {
  readonly scope: Scope
  readonly depth: number
  /** How often this place has been tried; at 0 the prompt guides, later chance alone. */
  readonly attempt: number
  /** Names of the properties beside this one. */
  readonly siblings: readonly string[]
  /** A value for a schema inside of this one; undefined where there is none. */
  make(schema: unknown, place: Place): unknown
}

/** Nesting from which on values are kept as small as their schemas allow. */
export const DEEP = 5

/** Whether values should be as small as can be: deep down, or once much work is done. */
export function isSmall(place: Place): boolean {
  return place.depth >= DEEP || place.scope.steps < 30_000
}
