// Runs a bundle of the app in workerd: the folder, its main file.
import { join, resolve } from 'node:path'
import { Miniflare } from 'miniflare'

const [folder, main] = process.argv.slice(2)
const miniflare = new Miniflare({
  cf: false,
  compatibilityDate: '2026-07-01',
  compatibilityFlags: ['enable_request_signal'],
  modules: true,
  modulesRoot: resolve(folder),
  modulesRules: [{ type: 'ESModule', include: ['**/*.js'] }],
  port: 0,
  scriptPath: resolve(join(folder, main)),
})
console.log((await miniflare.ready).href)
process.on('SIGTERM', () => miniflare.dispose().then(() => process.exit(0)))
