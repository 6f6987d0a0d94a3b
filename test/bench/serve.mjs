// `npm run bench:serve`: requests/s, CPU per request and errors of our server, aimock and bare node:http, each in one process, unary and
// streamed, with wrk at 64 connections; all in one run, in rounds, so that drift of the machine hits them alike. On a busy machine the
// CPU time per request is the figure to read. `--seconds=2` is how long a round lasts, `--rounds=3` how many there are.
import { execFile, fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { median } from './measure.mjs'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '2' }, rounds: { type: 'string', default: '3' } },
})
if (spawnSync('wrk', ['-v']).error) {
  console.error('bench:serve needs wrk (a package of most systems).')
  process.exit(1)
}
const file = (name) => fileURLToPath(new URL(name, import.meta.url))
const run = promisify(execFile)
const names = ['ours', 'aimock', 'bare']
const subjects = await Promise.all(names.map(start))
const WARM_UP_SECONDS = 4
const kinds = ['unary', 'streamed']

// Code that is not compiled yet would weigh more the more there is of it: a server that is measured has answered some 20,000 requests of each kind.
for (const subject of subjects) for (const kind of kinds) await load(subject, kind, WARM_UP_SECONDS)
const results = []
for (let round = 0; round < Number(values.rounds); round++)
  for (const kind of kinds)
    for (const subject of subjects) results.push(await load(subject, kind, Number(values.seconds)))
for (const { child } of subjects) child.disconnect()

for (const kind of kinds) {
  const rows = names.map((name) => summary(name, kind))
  const aimock = rows[1]
  for (const row of rows) {
    const ratio = aimock.cpuUs / row.cpuUs
    console.log(
      `${kind.padEnd(9)} ${row.name.padEnd(7)} ${row.perSecond.toFixed(0).padStart(6)} requests/s  ${row.cpuUs.toFixed(0).padStart(5)} µs CPU/request  ` +
        `${ratio.toFixed(2)} x aimock by CPU, ${(row.perSecond / aimock.perSecond).toFixed(2)} x by rate  ${row.errors} errors, ${row.timeouts} time-outs`,
    )
  }
}
process.exit(results.some(({ name, errors, timeouts }) => name === 'ours' && errors + timeouts > 0) ? 1 : 0)

async function start(name) {
  const child = fork(file('serve-subject.mjs'), [name])
  const [{ url, bodies }] = await once(child, 'message')
  return { name, child, url, bodies }
}

async function cpuOf({ child }) {
  child.send('cpu')
  const [{ cpuUs }] = await once(child, 'message')
  return cpuUs
}

async function load(subject, kind, seconds) {
  const body = JSON.stringify(subject.bodies[kinds.indexOf(kind)])
  const before = await cpuOf(subject)
  const args = ['-t1', '-c64', `-d${seconds}s`, '-s', file('post.lua'), subject.url, '--', body]
  const { stdout } = await run('wrk', args)
  const cpuUs = (await cpuOf(subject)) - before
  const counted = JSON.parse(stdout.trim().split('\n').at(-1))
  return { name: subject.name, kind, ...counted, cpuUs }
}

function summary(name, kind) {
  const mine = results.filter((one) => one.name === name && one.kind === kind)
  const sum = (key) => mine.reduce((total, one) => total + one[key], 0)
  return {
    name,
    perSecond: median(mine.map(({ requests, seconds }) => requests / seconds)),
    cpuUs: median(mine.map(({ requests, cpuUs }) => cpuUs / requests)),
    errors: sum('errors'),
    timeouts: sum('timeouts'),
  }
}
