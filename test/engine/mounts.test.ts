// What answers at an address of its own without being a provider.
import { getResponse } from 'msw'
import { expect, test } from 'vitest'
import { createSimulation, UsageError } from '../../handlers/index.ts'
import type { Mount } from '../../src/mount.ts'

function echo(title = 'echo'): Mount & { resets: number } {
  return {
    title,
    resets: 0,
    mounted: (request, { path }) => Promise.resolve(Response.json({ method: request.method, path })),
    reset() {
      this.resets++
    },
  }
}

test('a mount answers below its address, through llm.fetch and through MSW, also where it came after the handlers', async () => {
  const llm = createSimulation()
  const { handlers } = llm
  llm.mount(echo(), 'https://echo.test/base')
  const expected = { method: 'GET', path: '/a/b' }
  expect(await (await llm.fetch('https://echo.test/base/a/b')).json()).toEqual(expected)
  const response = await getResponse(handlers, new Request('https://echo.test/base/a/b'))
  expect(await response?.json()).toEqual(expected)
  await expect(llm.fetch('https://echo.test/other')).rejects.toThrow(UsageError)
})

test('a mount below a provider’s address goes before the provider', async () => {
  const llm = createSimulation()
  llm.mount(echo(), 'https://api.openai.com/v1/mine')
  expect(await (await llm.fetch('https://api.openai.com/v1/mine/x')).json()).toMatchObject({ path: '/x' })
  expect((await llm.fetch('https://api.openai.com/v1/other')).status).toBe(401)
})

test('reset keeps mounts and tells them', async () => {
  const llm = createSimulation()
  const mount = echo()
  llm.mount(mount, 'https://echo.test')
  llm.reset()
  expect(mount.resets).toBe(1)
  expect((await llm.fetch('https://echo.test/')).status).toBe(200)
})

test('an address is given once', () => {
  const llm = createSimulation()
  llm.mount(echo('one'), 'https://echo.test/')
  expect(() => llm.mount(echo('two'), 'https://echo.test')).toThrow(/an address of one already.*two/)
  expect(() => llm.mount(echo(), 'https://api.openai.com/v1')).toThrow(UsageError)
  expect(() => llm.mount(echo(), 'echo.test')).toThrow(/no base URL/)
})
