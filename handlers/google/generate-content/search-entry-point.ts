/** Suggestions of a search as a snippet of HTML, which an application that shows grounded answers has to display. */
export function searchEntryPoint(queries: readonly string[]): string {
  const chips = queries.map(
    (query) =>
      `  <a class="chip" href="https://www.google.com/search?q=${encodeURIComponent(query)}">${escaped(query)}</a>\n`,
  )
  return `${STYLE}<div class="container">\n${chips.join('')}</div>\n`
}

const STYLE = `<style>
.container {
  display: flex;
  border-radius: 8px;
}
.chip {
  border-radius: 16px;
  padding: 5px 16px;
}
</style>
`

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!)
}
