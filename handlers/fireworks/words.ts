import type { Issue } from '../../src/validation.ts'
import { itemOf } from '../compatible/pydantic.ts'
import { pythonText } from '../compatible/python-text.ts'
import { pathText } from '../openai/wording.ts'

/** The issues of a body as Fireworks lists them: pydantic's words with field and value (public reports). */
export function issuesText(issues: readonly Issue[], body: unknown): string {
  const lines = issues.map((issue) => {
    const { msg, input } = itemOf(issue, body)
    return `${msg}, field: '${pathText(issue.path)}', value: ${pythonText(input)}`
  })
  return lines.length === 1 ? lines[0]! : `${lines.length} request validation errors: ${lines.join('; ')}`
}
