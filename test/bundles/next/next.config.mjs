import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

// Where the app lies, which is within another project. Nothing is set for msw-llm.
export default { turbopack: { root: dirname(dirname(fileURLToPath(import.meta.url))) } }
