import type { ServerToolPart } from '../../../src/completion.ts'

type Values = Readonly<Record<string, unknown>>

/** The input of a hosted tool as an object; empty where it is none. */
export function inputOf(part: Pick<ServerToolPart, 'arguments'>): Values {
  try {
    const value: unknown = JSON.parse(part.arguments)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

/** The code that a code interpreter ran: the member `code`, or the input itself. */
export function codeOf(part: Pick<ServerToolPart, 'arguments'>): string {
  const { code } = inputOf(part)
  return typeof code === 'string' ? code : part.arguments
}

/** A text; empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A text or a list of texts as a list. */
export function textsOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return []
  return [value].flat().map(String)
}

/** The objects of a list, or of its member `results` or `sources`. */
export function listOf(value: unknown): readonly Values[] {
  if (Array.isArray(value)) return value.filter(isObject)
  return isObject(value) ? listOf(value['results'] ?? value['sources']) : []
}

/** What code has printed, as outputs. */
export function outputsOf(result: unknown): readonly object[] {
  if (Array.isArray(result)) return result.filter(isObject)
  return [{ type: 'logs', logs: typeof result === 'string' ? result : JSON.stringify(result ?? '') }]
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
