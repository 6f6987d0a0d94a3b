// What a guide shows is what its folder runs, letter by letter: each `#region` is a block of its README, in the README's order.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { GUIDES } from './guides.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

function regionsOf(folder: string): string[] {
  const files = readdirSync(new URL(`${folder}/`, import.meta.url)).filter((name) => /\.[jt]s$/.test(name))
  return files.flatMap((name) =>
    [...read(`${folder}/${name}`).matchAll(/^( *)\/\/ #region\n([\s\S]*?)^ *\/\/ #endregion/gm)].map(
      ([, indent = '', code = '']) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), '').trim(),
    ),
  )
}

test.each(GUIDES)('%s shows what runs', (folder) => {
  const blocks = [...read(`${folder}/README.md`).matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code.trim())
  expect(blocks.length).toBeGreaterThan(2)
  expect(blocks.toSorted()).toEqual(regionsOf(folder).toSorted())
})

const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['node_modules', 'app'].includes(entry.name))
  .map(({ name }) => name)

test.each(folders)('%s is in the index and has a page whose links lead somewhere', (folder) => {
  expect(read('README.md')).toContain(`](${folder})`)
  const page = read(`${folder}/README.md`)
  expect(page).toMatch(/^# \S.*\n\n\S/)
  for (const [, path] of page.matchAll(/\]\(((?!\w+:)[^)#]+)(?:#[^)]*)?\)/g))
    expect(existsSync(new URL(`${folder}/${path}`, import.meta.url)), path).toBe(true)
})
