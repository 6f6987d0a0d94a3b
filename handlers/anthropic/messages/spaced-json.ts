/** JSON as the models write it, with a space after each colon and comma; text that is no JSON is given back as it is. */
export function spacedJson(json: string): string {
  try {
    return spaced(JSON.parse(json))
  } catch {
    return json
  }
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}: ${spaced(member)}`)
    .join(', ')}}`
}
