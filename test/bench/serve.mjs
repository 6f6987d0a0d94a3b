// `npm run bench:serve`: requests/s, CPU per request and errors of our server, aimock and bare node:http, at 64 connections. On a busy machine
// the CPU time per request is the figure to read. `--seconds=2` is how long a round lasts, `--rounds=3` how many there are.
import { parseArgs } from 'node:util'
import { HAS_WRK, underLoad } from './servers.mjs'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '2' }, rounds: { type: 'string', default: '3' } },
})
if (!HAS_WRK) console.log('Without wrk (a package of most systems) Node sends the requests: rates are lower for all.')
const results = await underLoad({
  names: ['ours', 'aimock', 'bare'],
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
  warmUpSeconds: 4,
})
for (const { name, kind, perSecond, cpuUs, errors, timeouts } of results) {
  const aimock = results.find((one) => one.name === 'aimock' && one.kind === kind)
  console.log(
    `${kind.padEnd(9)} ${name.padEnd(7)} ${perSecond.toFixed(0).padStart(6)} requests/s  ${cpuUs.toFixed(0).padStart(5)} µs CPU/request  ` +
      `${(aimock.cpuUs / cpuUs).toFixed(2)} x aimock by CPU, ${(perSecond / aimock.perSecond).toFixed(2)} x by rate  ${errors} errors, ${timeouts} time-outs`,
  )
}
process.exit(results.some(({ name, errors, timeouts }) => name === 'ours' && errors + timeouts > 0) ? 1 : 0)
