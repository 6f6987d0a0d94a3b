// Servers under load: ours, aimock and bare node:http, each in a process of its own, unary and streamed, at 64 connections, in rounds.
import { execFile, fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { median } from './measure.mjs'

/** What is asked for. */
export const KINDS = ['unary', 'streamed']

/** Whether `wrk` sends the requests; else a loop of Node's does, which needs more of the machine itself. */
export const HAS_WRK = !spawnSync('wrk', ['-v']).error

const file = (name) => fileURLToPath(new URL(name, import.meta.url))
const run = promisify(execFile)

/**
 * Requests per second, µs of CPU per request, errors and time-outs of each server and kind.
 *
 * Code that is not compiled yet would weigh more the more there is of it: a server that is measured has answered some thousand requests of each
 * kind.
 */
export async function underLoad({ names, seconds, rounds, warmUpSeconds }) {
  const subjects = await Promise.all(names.map(start))
  for (const subject of subjects) for (const kind of KINDS) await load(subject, kind, warmUpSeconds)
  const results = []
  for (let round = 0; round < rounds; round++)
    for (const kind of KINDS) for (const subject of subjects) results.push(await load(subject, kind, seconds))
  for (const { child } of subjects) child.disconnect()
  return KINDS.flatMap((kind) => names.map((name) => summary(results, name, kind)))
}

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
  const body = JSON.stringify(subject.bodies[KINDS.indexOf(kind)])
  const before = await cpuOf(subject)
  const { stdout } = HAS_WRK
    ? await run('wrk', ['-t1', '-c64', `-d${seconds}s`, '-s', file('post.lua'), subject.url, '--', body])
    : await run(process.execPath, [file('post.mjs'), subject.url, body, String(seconds)])
  const cpuUs = (await cpuOf(subject)) - before
  const counted = JSON.parse(stdout.trim().split('\n').at(-1))
  return { name: subject.name, kind, ...counted, cpuUs }
}

function summary(results, name, kind) {
  const mine = results.filter((one) => one.name === name && one.kind === kind)
  const sum = (key) => mine.reduce((total, one) => total + one[key], 0)
  return {
    name,
    kind,
    perSecond: median(mine.map(({ requests, seconds }) => requests / seconds)),
    cpuUs: median(mine.map(({ requests, cpuUs }) => cpuUs / requests)),
    errors: sum('errors'),
    timeouts: sum('timeouts'),
  }
}
