// Answers recorded traffic from its own requests and reports what differs; `--fidelity` writes the scores into test/wire/FIDELITY.md, too;
// `--facts` derives test/wire/facts/ from it instead.
// The recordings stay outside the repository: ../shared/recordings, or where MSW_LLM_RECORDINGS says.
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createViteServer } from 'vitest/node'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const mode = ['facts', 'fidelity'].find((name) => process.argv.includes(`--${name}`)) ?? 'walk'
// Sources are TypeScript, which Node 20 does not run by itself: Vite loads them, as it does under vitest.
const server = await createViteServer({
  root,
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
})
let code = 1
try {
  const { run } = await server.ssrLoadModule('/test/wire/run.ts')
  code = await run(root, mode)
} finally {
  await server.close()
}
if (mode === 'facts' && code === 0) spawnSync('npx', ['oxfmt', 'test/wire/facts'], { cwd: root, stdio: 'ignore' })
process.exit(code)
