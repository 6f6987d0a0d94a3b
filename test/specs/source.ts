import { NEVER } from './allow.ts'

/** A JSON value as an expression of TypeScript; long texts are cut, since no type tells them apart. */
export function sourceOf(value: unknown): string {
  const json = JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'string' && member.length > 100 ? member.slice(0, 100) : member,
  )
  return json.replaceAll(JSON.stringify(NEVER), 'null!')
}
