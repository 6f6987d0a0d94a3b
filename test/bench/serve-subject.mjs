// One server of `npm run bench:serve`, in a process of its own: says its port, and the CPU time it has used whenever it is asked.
import { createServer as createHttp } from 'node:http'
import { aimock, ANSWER, bodyOf, requestOf, SHORT, simulation } from './subjects.mjs'

const subjects = {
  async ours() {
    const { createServer } = await import('msw-llm/server')
    const { port } = await createServer(await simulation(), { port: 0 })
    return { port, path: '/openai/v1/chat/completions' }
  },
  async aimock() {
    // As many events as ours has: a token each.
    const mock = await aimock(ANSWER, { chunkSize: 4 })
    return { port: Number(new URL(mock.url).port), path: '/v1/chat/completions' }
  },
  /** What a server by hand costs that reads the body and sends ready bytes, a stream event by event. */
  async bare() {
    const llm = await simulation()
    const unary = await (await llm.fetch(requestOf(SHORT))).text()
    const events = (await (await llm.fetch(requestOf(SHORT, true))).text()).split(/(?<=\n\n)/)
    const server = createHttp((request, response) => {
      const chunks = []
      request.on('data', (chunk) => chunks.push(chunk))
      request.on('end', () => {
        const { stream } = JSON.parse(Buffer.concat(chunks).toString())
        response.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' })
        if (stream) for (const event of events) response.write(event)
        response.end(stream ? undefined : unary)
      })
    })
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    return { port: server.address().port, path: '/v1/chat/completions' }
  },
}

const { port, path } = await subjects[process.argv[2]]()
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send({ cpuUs: user + system })
})
process.on('disconnect', () => process.exit())
process.send({ url: `http://127.0.0.1:${port}${path}`, bodies: [bodyOf(SHORT), bodyOf(SHORT, true)] })
