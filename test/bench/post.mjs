// What `wrk` with post.lua does, where there is no wrk: 64 connections that ask again and again, and the counts at the end.
import { Agent, request } from 'node:http'

const [url, body, seconds] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const headers = {
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(body),
  authorization: 'Bearer key',
}
const begun = performance.now()
const untilMs = begun + 1000 * Number(seconds)
const counted = { requests: 0, errors: 0, timeouts: 0 }

await Promise.all(
  Array.from({ length: 64 }, async () => {
    while (performance.now() < untilMs) await ask()
  }),
)
console.log(JSON.stringify({ ...counted, seconds: (performance.now() - begun) / 1000 }))
process.exit()

function ask() {
  return new Promise((resolve) => {
    const failed = () => {
      counted.errors++
      resolve()
    }
    const sent = request(url, { method: 'POST', agent, headers, timeout: 2000 }, (response) => {
      response.resume().on('error', failed)
      response.on('end', () => {
        counted.requests++
        if (response.statusCode !== 200) counted.errors++
        resolve()
      })
    })
    sent.on('error', failed)
    sent.on('timeout', () => {
      counted.timeouts++
      sent.destroy()
    })
    sent.end(body)
  })
}
