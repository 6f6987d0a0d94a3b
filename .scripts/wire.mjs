// Answers recorded traffic from its own requests and reports what differs; `--fidelity` writes the scores into test/wire/FIDELITY.md, too;
// `--facts` derives test/wire/facts/ from it instead.
// The recordings stay outside the repository: ../shared/recordings, or where MSW_LLM_RECORDINGS says.
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withSources } from './sources.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const mode = ['facts', 'fidelity'].find((name) => process.argv.includes(`--${name}`)) ?? 'walk'
const code = await withSources(root, async (load) => {
  const { run } = await load('/test/wire/run.ts')
  return run(root, mode)
})
if (mode === 'facts' && code === 0) spawnSync('npx', ['oxfmt', 'test/wire/facts'], { cwd: root, stdio: 'ignore' })
process.exit(code)
