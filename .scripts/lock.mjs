// Completes package-lock.json after an install: npm leaves out platform packages that its registry could not give, and `npm ci` then refuses the lock.
// Adds each with the version that its parent asks for and the platform that its name says; on other platforms it is never fetched.
// `node .scripts/lock.mjs test/bundles` completes the lock of that folder.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const OS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const CPU = {
  'arm-eabi': 'arm',
  armv7: 'arm',
  'arm-gnueabihf': 'arm',
  'arm-musleabihf': 'arm',
  arm64: 'arm64',
  arm: 'arm',
  ia32: 'ia32',
  x64: 'x64',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  loong64: 'loong64',
  wasm32: 'wasm32',
}

const file = join(process.argv[2] ?? '.', 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
let added = 0
for (const [path, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const places = [`${path}/node_modules/${name}`, `node_modules/${name}`]
    if (path === '' || places.some((place) => place in lock.packages)) continue
    const platform = platformOf(name)
    if (!platform) continue
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platform,
      ...(parent.dev ? { dev: true } : {}),
      optional: true,
    }
    added++
  }
}
const sorted = Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1))
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
console.log(`${added} platform packages added to ${file}`)

function platformOf(name) {
  const words = name.split('/').at(-1)
  const os = OS.find((one) => words.includes(one))
  const cpu = Object.keys(CPU).find((one) => words.includes(`-${one}`))
  if (cpu === 'wasm32') return { cpu: ['wasm32'] }
  if (!os || !cpu) return undefined
  const libc = words.includes('musl') ? { libc: ['musl'] } : words.includes('gnu') ? { libc: ['glibc'] } : {}
  return { cpu: [CPU[cpu]], ...libc, os: [os] }
}
