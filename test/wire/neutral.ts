/** A text of no meaning in place of a recorded one: JSON stays JSON with the same keys, and an empty text stays empty. */
export function neutralText(recorded: string): string {
  if (recorded === '') return ''
  const json = /^\s*[[{]/.test(recorded) ? parsed(recorded) : undefined
  return json === undefined ? 'All is well here.' : JSON.stringify(neutralValue(json))
}

/** A text longer than any recorded limit, for answers that the limit cuts. */
export const LONG_TEXT = 'All is well here, and so it goes on. '.repeat(200)

/** Arguments of a call with the same keys and types. */
export function neutralArguments(recorded: unknown): unknown {
  const value = typeof recorded === 'string' ? parsed(recorded) : recorded
  return value === undefined ? {} : neutralValue(value)
}

function neutralValue(value: unknown): unknown {
  if (typeof value === 'string') return 'word'
  if (typeof value === 'number') return 1
  if (Array.isArray(value)) return value.map((item) => neutralValue(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, neutralValue(child)]))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
