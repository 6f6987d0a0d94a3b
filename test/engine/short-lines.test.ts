import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { shortLines } from '../../.scripts/short-lines.mjs'

const words = Array.from({ length: 60 }, (_, index) => `word${index}`)

function result(code: string): unknown {
  return runInNewContext(code)
}

function longest(code: string): number {
  return Math.max(...code.split('\n').map((line) => line.length))
}

test('breaks a line between statements, members and entries', () => {
  const statements = words.map((word) => `let ${word}=1;`).join('')
  const members = `class Words{${words.map((word) => `${word}(){return 1}`).join('')}}`
  const table = `const table={${words.map((word, index) => `${word}:[${index}]`).join(',')}};`
  const code = `${table}${members}function all(){${statements}return{count:table.word7[0]+new Words().word9()}}globalThis.shortened=all().count`
  const short = shortLines(code)
  expect(longest(code)).toBeGreaterThan(1000)
  expect(longest(short)).toBeLessThanOrEqual(160)
  expect(short.replaceAll('\n', '')).toBe(code)
  expect(result(`${short};shortened`)).toBe(8)
})

test('a break after return would end it: the first of a sequence stays', () => {
  const code = `function last(){return ${words.map((_, index) => index).join(',')}}`
  expect(result(`${shortLines(code)};last()`)).toBe(59)
})

test('strings and templates stay as they are', () => {
  const text = words.join(';').repeat(3)
  const code = `const one="${text}";const two=\`${text}\${one.length}\`;`
  expect(result(`${shortLines(code)}one+two`)).toBe(`${text}${text}${text.length}`)
})

test('what has short lines is not changed', () => {
  const code = '#!/usr/bin/env node\nlet one = 1;\nlet two = [one, 2];\n'
  expect(shortLines(code)).toBe(code)
})
