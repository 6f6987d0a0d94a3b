import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ListedRow } from './collector.ts'

/** Files of tests that hold a table of bad requests, by the name of what refuses them. */
export function tableFiles(root: string): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync(join(root, 'test/handlers')).filter((name) =>
    /(?:-refusals|-table|^voyage|^call-checks)\.test\.ts$/.test(name),
  )
  const named = new Map<string, string[]>()
  for (const file of files.toSorted()) {
    const name = file.replace(/(?:-refusals|-table)?\.test\.ts$/, '')
    named.set(name, [...(named.get(name) ?? []), file])
  }
  return named
}

/** Least rows of a table; the four with the most users have twice as many (issue: at least 15, or 30). */
export function leastRows(name: string): number {
  return ['openai-chat', 'openai-responses', 'anthropic', 'google'].includes(name) ? 30 : 15
}

/** `provider | rows | recorded | documented | reconstructed`. */
export function countTable(tables: ReadonlyMap<string, readonly ListedRow[]>): string {
  const lines = [...tables].map(([name, rows]) => {
    const of = (source: ListedRow['source']) => rows.filter((row) => row.source === source).length
    return [name, rows.length, of('recorded'), of('documented'), of('reconstructed')].join(' | ')
  })
  return ['provider | rows | recorded | documented | reconstructed', '--- | ---: | ---: | ---: | ---:', ...lines].join(
    '\n',
  )
}
