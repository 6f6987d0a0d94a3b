import type { JsonSchema } from '../request.ts'
import { quantityFor } from './quantity.ts'
import { accepts } from './schema-check.ts'
import { commonMultiple } from './schema-merge.ts'
import type { Place } from './value-context.ts'

/** What is usual for a property of this name: lowest, highest, and the decimals. */
const RANGES: readonly (readonly [RegExp, number, number, number])[] = [
  [/price|cost|amount|total|fee|salary|budget|balance/i, 5, 200, 2],
  [/lat(?:itude)?$/i, -60, 65, 4],
  [/(?:lon|lng|long)(?:gitude)?$/i, -120, 140, 4],
  [/year$/i, 2020, 2026, 0],
  [/^age$|_age$|[a-z]Age$/, 21, 68, 0],
  [/rating|stars/i, 3, 5, 1],
  [/percent|humidity/i, 10, 90, 0],
  [/score|confidence|probability|likelihood|ratio/i, 0.55, 0.98, 2],
  [/temp/i, 8, 27, 0],
  [/month$/i, 1, 12, 0],
  [/days?$/i, 1, 14, 0],
  [/hours?$/i, 1, 12, 0],
  [/minutes?$|seconds?$/i, 5, 55, 0],
  [/quantity|count|guests|people|nights|adults|servings/i, 1, 4, 0],
  [/(?:^|_)(?:page|index|offset)$/i, 1, 1, 0],
  [/limit|max_?results|top_?k/i, 5, 10, 0],
]

/** A number within its bounds and steps: the one that the prompt states for it, else one that is usual for the name. */
export function numberValue(schema: JsonSchema, place: Place, isInteger: boolean): number | undefined {
  const { name, random, attempt, scope } = place
  const stated = typeof schema['multipleOf'] === 'number' && schema['multipleOf'] > 0 ? schema['multipleOf'] : undefined
  const step = isInteger ? commonMultiple(1, stated ?? 1) : stated
  const { enum: _, ...bounds } = schema
  const isFine = (value: number) =>
    Number.isFinite(value) && (!isInteger || Number.isInteger(value)) && accepts(bounds, value, scope)
  const mentioned = attempt === 0 ? quantityFor(place, isFine) : undefined
  if (mentioned !== undefined) return mentioned
  const [, low, high, decimals] = RANGES.find(([pattern]) => pattern.test(name)) ?? [
    undefined,
    1,
    100,
    isInteger ? 0 : 1,
  ]
  if (attempt < 2) {
    const usual = Number((low + random.next() * (high - low)).toFixed(decimals))
    if (isFine(usual) && (step === undefined || Number.isInteger(usual / step))) return usual
  }
  return between(schema, step, random.next(), attempt, isFine)
}

function between(
  schema: JsonSchema,
  step: number | undefined,
  share: number,
  attempt: number,
  isFine: (value: number) => boolean,
): number | undefined {
  const numbers = (keys: readonly string[]) =>
    keys.map((key) => schema[key]).filter((one): one is number => typeof one === 'number')
  const low = Math.max(...numbers(['minimum', 'exclusiveMinimum']))
  const high = Math.min(...numbers(['maximum', 'exclusiveMaximum']))
  const span = (attempt > 2 ? 10_000 : 100) * Math.max(step ?? 1, 1)
  const from = Number.isFinite(low) ? low : Number.isFinite(high) ? Math.min(high - span, 0) : attempt > 2 ? -span : 0
  const to = Number.isFinite(high) ? high : Math.max(from, 0) + span
  if (step === undefined) {
    const drawn = from + share * (to - from)
    const rounded = [1, 2, 4, 8].map((decimals) => Number(drawn.toFixed(decimals)))
    return [...rounded, drawn, (from + to) / 2, from, to].find(isFine)
  }
  const [first, last] = [Math.ceil(from / step), Math.floor(to / step)]
  const start = first + Math.floor(share * (last - first + 1))
  // From the drawn step to the last one, then again from the first; not all multiples divide evenly in binary.
  for (let index = 0; index <= Math.min(last - first, 400); index++) {
    const turn = start + index > last ? start + index - (last - first + 1) : start + index
    const exact = turn * step
    const found = [Number(exact.toFixed(12)), exact].find(isFine)
    if (found !== undefined) return found === 0 ? 0 : found
  }
  return [first * step, last * step, 0].find(isFine)
}
