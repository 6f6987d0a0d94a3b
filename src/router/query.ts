import { UsageError } from '../errors.ts'

/** Conditions over `metadata.*` and `params.*` of a request; several keys must all hold. */
export interface Query {
  readonly [path: string]: unknown
}

type Test = (value: unknown, wanted: unknown) => boolean

const OPERATORS: Readonly<Record<string, Test>> = {
  $eq: (value, wanted) => value === wanted,
  $ne: (value, wanted) => value !== wanted,
  $gt: (value, wanted) => Number(value) > Number(wanted),
  $gte: (value, wanted) => Number(value) >= Number(wanted),
  $lt: (value, wanted) => Number(value) < Number(wanted),
  $lte: (value, wanted) => Number(value) <= Number(wanted),
  $in: (value, wanted) => (wanted as readonly unknown[]).includes(value),
  $nin: (value, wanted) => !(wanted as readonly unknown[]).includes(value),
  $regex: (value, wanted) => new RegExp(wanted as string | RegExp).test(String(value ?? '')),
}

/**
 * Whether a subject fits a query: `{ 'metadata.tier': 'paid' }`, `{ 'params.max_tokens': { $gt: 100 } }`, `{ $or: [...] }`, `{ $and: [...] }`.
 *
 * @throws {UsageError} for an operator that does not exist
 */
export function fits(query: Query, subject: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(query).every(([path, wanted]) => {
    if (path === '$and') return (wanted as readonly Query[]).every((one) => fits(one, subject))
    if (path === '$or') return (wanted as readonly Query[]).some((one) => fits(one, subject))
    const value = valueAt(subject, path)
    if (typeof wanted !== 'object' || wanted === null || wanted instanceof RegExp) {
      return wanted instanceof RegExp ? wanted.test(String(value ?? '')) : value === wanted
    }
    return Object.entries(wanted).every(([operator, operand]) => {
      const test = OPERATORS[operator]
      if (test) return test(value, operand)
      throw new UsageError(
        `A query has no operator "${operator}". Operators: ${Object.keys(OPERATORS).join(', ')}, and $and, $or around conditions.`,
      )
    })
  })
}

function valueAt(subject: unknown, path: string): unknown {
  let value = subject
  for (const key of path.split('.')) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[key]
  return value
}
