/** JSON text as Go's encoder leaves it: `<`, `>` and `&` escaped (groq.md 4), and the two line separators. */
export function goEscaped(json: string): string {
  return json.replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
