/**
 * Names of the files that load with a page: its entry and all that this one imports, however deep, at once.
 *
 * @param {readonly { fileName: string, isEntry: boolean, imports: readonly string[] }[]} chunks as Rolldown and Vite give them
 * @returns {Set<string>}
 */
export function initialChunks(chunks) {
  const initial = new Set()
  const follow = (fileName) => {
    const chunk = chunks.find((one) => one.fileName === fileName)
    if (!chunk || initial.has(fileName)) return
    initial.add(fileName)
    for (const needed of chunk.imports) follow(needed)
  }
  for (const { isEntry, fileName } of chunks) if (isEntry) follow(fileName)
  return initial
}
