import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { chat, start } from './start.ts'

const sockets: Socket[] = []
afterEach(() => sockets.splice(0).forEach((socket) => socket.destroy()))

/** A connection on which a test writes its own bytes. */
async function rawClient(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  sockets.push(socket)
  await once(socket, 'connect')
  return socket
}

function rawRequest(body: string, length = Buffer.byteLength(body)): string {
  return `POST /openai/v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer any\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`
}

const STREAM = JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'sea' }] })

async function isAlive(url: string): Promise<boolean> {
  const response = await fetch(`${url}/openai/v1/chat/completions`, chat('Are you there?'))
  await response.text()
  return response.status === 200
}

test('refuses bodies above the bound, with and without a length, and lives on', async () => {
  const { url, server } = await start({}, { maxBodyBytes: 1000 })
  const stated = await fetch(`${url}/openai/v1/chat/completions`, chat('x'.repeat(2000)))
  expect([stated.status, (await stated.json()).error.type]).toEqual([413, 'msw_llm_body_too_large'])
  const socket = await rawClient(server.port)
  const chunk = `3e8\r\n${'x'.repeat(1000)}\r\n`
  socket.write(
    'POST /openai/v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer any\r\ntransfer-encoding: chunked\r\n\r\n',
  )
  socket.write(chunk.repeat(3))
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /)
  expect(await isAlive(url)).toBe(true)
})

test('waits for a client that does not read, keeping little in memory, and sees it leave', async () => {
  const { url, server, llm } = await start({ limits: { openai: { tokensPerMinute: 1e9, requestsPerMinute: 1e6 } } })
  const words = 60_000
  llm.when('sea').reply('sea '.repeat(words).trim())
  const begun = new Promise((resolve) => llm.on('stream', resolve))
  const ended = new Promise((resolve) => llm.on('end', resolve))
  const socket = await rawClient(server.port)
  socket.pause()
  socket.write(rawRequest(STREAM))
  await begun
  // Another client is served while this one stands still.
  llm.when('Are you there?').reply('Yes.')
  expect(await isAlive(url)).toBe(true)
  const slow = llm.exchanges.find(({ request }) => request.stream)!
  expect(slow.state).toBe('streaming')
  socket.destroy()
  await ended
  await llm.waitFor({ state: 'aborted' })
  expect(slow.state).toBe('aborted')
  // What was never read was never made: the socket's buffers hold a part of it.
  expect(slow.usage.outputTokens).toBeLessThan(words)
  expect(await isAlive(url)).toBe(true)
})

test('lives on where clients reset the connection: before the answer, within the body they send, within a stream', async () => {
  const { url, server, llm } = await start({
    latency: { ttftMs: 20, ttftSigma: 0, tokensPerSecond: 20, speedSigma: 0 },
  })
  const within = await rawClient(server.port)
  within.write(rawRequest(STREAM.slice(0, 20), STREAM.length))
  within.resetAndDestroy()
  const decided = new Promise((resolve) => llm.on('exchange', resolve))
  const before = await rawClient(server.port)
  before.write(rawRequest(STREAM))
  await decided
  before.resetAndDestroy()
  const begun = await rawClient(server.port)
  begun.write(rawRequest(STREAM.replace('sea', 'lake')))
  await once(begun, 'data')
  begun.resetAndDestroy()
  await llm.waitFor({ state: 'aborted' }, { count: 2, timeoutMs: 5000 })
  expect(await isAlive(url)).toBe(true)
})

test('answers what is no HTTP with 400 and lives on', async () => {
  const { url, server } = await start()
  const socket = await rawClient(server.port)
  socket.write('BREW /coffee\r\n\r\n')
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /)
  expect(await isAlive(url)).toBe(true)
})

test('loses connections where a fault says so: before the headers and within a stream', async () => {
  const { url, llm } = await start()
  llm.when('sea').reply('The sea is wide and deep.')
  llm.fault({ how: 'socket', at: 'start', next: 1 })
  await expect(fetch(`${url}/openai/v1/chat/completions`, chat('sea'))).rejects.toThrow('fetch failed')
  llm.fault({ how: 'socket', at: { tokens: 2 }, next: 1 })
  const response = await fetch(`${url}/openai/v1/chat/completions`, chat('sea', { stream: true }))
  await expect(response.text()).rejects.toThrow('terminated')
  expect(await isAlive(url)).toBe(true)
})

test('answers 200 clients at once', async () => {
  const { url, llm } = await start()
  llm.when('sea').reply('Deep.')
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const response = await fetch(
        `${url}/openai/v1/chat/completions`,
        chat(`sea ${index}`, { stream: index % 2 === 0 }),
      )
      return (await response.text()).includes('Deep')
    }),
  )
  expect(answers.every(Boolean)).toBe(true)
})
