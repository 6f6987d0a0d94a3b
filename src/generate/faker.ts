import type { Faker } from '@faker-js/faker'
import type { Random } from '../random.ts'

/** A faker that draws from the random it was given last. */
export type Invent = Faker

let shared: Promise<(random: Random) => Invent> | undefined
let loaded: ((random: Random) => Invent) | undefined

/** Dates are invented around this day, so that the same seed gives the same text on every day. */
const REFERENCE_DATE = '2026-01-01T00:00:00.000Z'

/**
 * Loads faker's English locale on first need, once per process, and gives back a function that points it at a random.
 *
 * Use the result synchronously: one instance serves all, since making one costs more than an answer does.
 */
export function loadFaker(): Promise<(random: Random) => Invent> {
  shared ??= import('@faker-js/faker/locale/en').then(({ faker: english }) => {
    let current: Random | undefined
    const randomizer = { next: () => current!.next(), seed: () => {} }
    const FakerClass = english.constructor as new (options: object) => Faker
    const faker = new FakerClass({ locale: english.rawDefinitions, randomizer })
    faker.setDefaultRefDate(REFERENCE_DATE)
    loaded = (random) => {
      current = random
      return faker
    }
    return loaded
  })
  return shared
}

const MISSING = Symbol('faker is not loaded')

/**
 * What `make` gives back; faker is loaded only if `make` asks for it, and then `make` runs once more from the start.
 *
 * `make` must draw from randoms of its own making, so that both runs are the same.
 */
export async function withFaker<T>(make: (invent: (random: Random) => Invent) => T): Promise<T> {
  try {
    return make((random) => {
      // oxlint-disable-next-line typescript/only-throw-error -- a signal to the lines below, no error
      if (!loaded) throw MISSING
      return loaded(random)
    })
  } catch (error) {
    if (error !== MISSING) throw error
    return make(await loadFaker())
  }
}
