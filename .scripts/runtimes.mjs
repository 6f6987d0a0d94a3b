// The packed package without msw, serving one small app under each runtime; official clients ask it from Node. `npm run test:runtimes -- deno`
// runs one.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { rolldown } from 'rolldown'
import { install } from './install.mjs'
import { packed } from './packed.mjs'

const folder = install('runtimes', [
  '@deno/linux-x64-glibc@2.9.6',
  '@faker-js/faker@10.6.0',
  '@hono/node-server@2.1.8',
  '@oven/bun-linux-x64@1.4.5',
  'esbuild@0.28.2',
  'hono@4.13.19',
  'miniflare@4.20260730.0',
  'srvx@1.0.8',
])
const modules = join(folder, 'node_modules')
const CONDITIONS = ['workerd', 'worker', 'browser']

/** Each: what starts it, in the folder. It prints its address. */
const RUNTIMES = {
  node: () => [process.execPath, 'node.mjs'],
  hono: () => [process.execPath, 'hono.mjs'],
  bun: () => [join(modules, '@oven/bun-linux-x64/bin/bun'), 'app.mjs'],
  deno: () => [
    join(modules, '@deno/linux-x64-glibc/deno'),
    'serve',
    '--no-lock',
    '--node-modules-dir=manual',
    '--allow-read',
    '--host=127.0.0.1',
    '--port=0',
    'app.mjs',
  ],
  'workerd, one file by esbuild as wrangler makes it': async () => {
    const { build } = await import(join(modules, 'esbuild/lib/main.js'))
    await build({
      absWorkingDir: folder,
      bundle: true,
      conditions: CONDITIONS,
      entryPoints: ['app.mjs'],
      format: 'esm',
      outfile: 'whole/app.js',
      platform: 'browser',
      target: 'es2024',
    })
    return [process.execPath, 'worker.mjs', 'whole', 'app.js']
  },
  'workerd, many files by rolldown as Vite makes them': async () => {
    const options = {
      cwd: folder,
      input: 'app.mjs',
      platform: 'browser',
      resolve: { conditionNames: [...CONDITIONS, 'import'] },
    }
    const bundle = await rolldown(options)
    await bundle.write({ dir: join(folder, 'parts'), format: 'esm', entryFileNames: '[name].js' })
    await bundle.close()
    return [process.execPath, 'worker.mjs', 'parts', 'app.js']
  },
}

unpack()
const wanted = process.argv.slice(2)
const names = Object.keys(RUNTIMES).filter((name) => wanted.length === 0 || wanted.some((one) => name.startsWith(one)))
const failed = []
for (const name of names) {
  const begun = performance.now()
  const isRight = await tried(name)
  if (!isRight) failed.push(name)
  console.log(`${name}: ${isRight ? 'ok' : 'FAILED'} (${((performance.now() - begun) / 1000).toFixed(0)} s)`)
}
console.log(`${names.length - failed.length} passed, ${failed.length} failed`)
process.exit(failed.length > 0 ? 1 : 0)

/** Puts the package, as npm packs it, and the hosts into the folder. */
function unpack() {
  const own = join(modules, 'msw-llm')
  rmSync(own, { recursive: true, force: true })
  mkdirSync(own, { recursive: true })
  check('tar', ['-xzf', packed().file, '--strip-components=1', '-C', own])
  cpSync('test/runtimes/hosts', folder, { recursive: true })
}

async function tried(name) {
  const [command, ...args] = await RUNTIMES[name]()
  const child = spawn(command, args, { cwd: folder, env: { ...process.env, NO_COLOR: '1', PORT: '0' } })
  let output = ''
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve))
  try {
    const url = await new Promise((found, fail) => {
      const look = (data) => {
        output += data
        const [, port] = /http:\/\/[\w.[\]]+:(\d+)/.exec(output) ?? []
        if (port) found(`http://127.0.0.1:${port}`)
      }
      child.stdout.on('data', look)
      child.stderr.on('data', look)
      ended.then(() => fail(new Error('It ended.')))
      sleep(30_000, undefined, { ref: false }).then(() => fail(new Error('It told no address in 30 s.')))
    })
    const env = { ...process.env, MSW_LLM_RUNTIME: url, NO_COLOR: '1' }
    const { status, stdout, stderr } = await asked(['node_modules/vitest/vitest.mjs', 'run', 'test/runtimes'], env)
    if (status !== 0)
      console.log(`${stdout.slice(-6000)}\n${stderr.slice(-2000)}\n${name} said:\n${output.slice(-3000)}`)
    return status === 0
  } catch (error) {
    console.log(`${error.message}\n${output.slice(-3000)}`)
    return false
  } finally {
    child.kill('SIGTERM')
    await Promise.race([ended, sleep(5000, undefined, { ref: false })])
    child.kill('SIGKILL')
  }
}

/** Beside the host, whose output is to be read meanwhile. */
function asked(args, env) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { env, timeout: 120_000 })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (data) => (stdout += data))
    child.stderr.on('data', (data) => (stderr += data))
    child.on('close', (status) => done({ status, stdout, stderr }))
  })
}

function check(command, args, cwd) {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stderr}`)
}
