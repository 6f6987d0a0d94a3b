import type { AnswerFacts } from './answer-facts.ts'
import type { Difference } from './compare.ts'

/** The days on which an endpoint's recordings show each header and key: what an entry of eras.ts is made of. */
export interface Sightings {
  add(facts: AnswerFacts, day: string | undefined): void
  /** The difference with the days of its member. */
  explain(difference: Difference): Difference
}

export function createSightings(): Sightings {
  const days = new Map<string, { first: string; last: string; count: number }>()
  const note = (what: string, day: string) => {
    const known = days.get(what) ?? { first: day, last: day, count: 0 }
    days.set(what, {
      first: day < known.first ? day : known.first,
      last: day > known.last ? day : known.last,
      count: known.count + 1,
    })
  }
  return {
    add({ headers, body, stream }, day) {
      if (day === undefined) return
      for (const name of headers?.keys() ?? []) note(name, day)
      const shapes = [...(body ? [body] : []), ...(stream?.kinds.values() ?? [])]
      for (const path of new Set(shapes.flatMap((shape) => [...shape.keys()]))) note(path, day)
    },
    explain(difference) {
      if (!/^(?:missing|extra) (?:header|key)$/.test(difference.check)) return difference
      const seen = days.get(difference.where.replace(/^.*: /, ''))
      const hint = seen ? `recorded ${seen.count} times, ${seen.first} to ${seen.last}` : 'never recorded with a date'
      return { ...difference, hint }
    },
  }
}
