/** Says to the developer, once per text. */
export function createWarner(): (text: string) => void {
  const warned = new Set<string>()
  return (text) => {
    if (warned.has(text)) return
    warned.add(text)
    console.warn(`[msw-llm] ${text}`)
  }
}
