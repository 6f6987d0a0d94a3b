import type { ApiError } from '../../src/errors.ts'
import type { Issue, Path } from '../../src/validation.ts'
import { valueAt } from '../compatible/pydantic.ts'
import { pythonText } from '../compatible/python-text.ts'
import { refused } from './errors.ts'

/** A refusal by the service behind the compatible address, with the code that its error reference documents. */
export function algorithmRefused(message: string): ApiError {
  return refused(`<400> InternalError.Algo.InvalidParameter: ${message}`)
}

/** Ranges as the error reference words them (alibabacloud.com/help/en/model-studio/error-code). */
const RANGES: Readonly<Record<string, string>> = {
  temperature: 'Temperature should be in [0.0, 2.0)',
  top_p: 'Range of top_p should be (0.0, 1.0]',
  presence_penalty: 'Presence_penalty should be in [-2.0, 2.0]',
  n: 'Range of n should be [1, 4]',
  seed: 'Range of seed should be [0, 9223372036854775807]',
}

/** The first issue of a body: a documented range, else in the words of Python's jsonschema, which checks the body. */
export function wordIssue(issue: Issue, body: unknown): ApiError {
  const range = RANGES[String(issue.path[0])]
  if (issue.kind === 'range' && issue.path.length === 1 && range !== undefined) return algorithmRefused(range)
  const { what, path } = wordsOf(issue, body)
  return refused(path.length === 0 ? what : `${what} - '${path.join('.')}'`).with({ code: null })
}

function wordsOf(issue: Issue, body: unknown): { readonly what: string; readonly path: Path } {
  const { path } = issue
  const name = pythonText(path.at(-1))
  switch (issue.kind) {
    case 'missing':
      return { what: `${name} is a required property`, path: path.slice(0, -1) }
    case 'unknown':
      return { what: `Additional properties are not allowed (${name} was unexpected)`, path: path.slice(0, -1) }
    case 'type': {
      const types = issue.expected.map((type) => `'${type.startsWith('array') ? 'array' : type}'`)
      return { what: `${pythonText(issue.value)} is not of type ${types.join(', ')}`, path }
    }
    case 'choice':
      return { what: `${pythonText(issue.value)} is not one of ${pythonText(issue.allowed)}`, path }
    case 'range': {
      const side = issue.side === 'below' ? 'less than the minimum' : 'greater than the maximum'
      return { what: `${issue.value} is ${side} of ${issue.bound}`, path }
    }
    case 'length':
      return {
        what: `${pythonText(valueAt(body, path))} is too ${issue.side === 'below' ? 'short' : 'long'}`,
        path,
      }
    case 'pattern':
      return { what: `${pythonText(issue.value)} does not match ${pythonText(issue.pattern)}`, path }
  }
}
