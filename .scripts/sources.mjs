// Modules of the sources and of the tests, for scripts: they are TypeScript, which Node 20 does not run by itself, so Vite loads them, as it does under
// vitest.
import { createViteServer } from 'vitest/node'

/**
 * What `use` gives, with what loads modules by their paths from the root of the project (`/test/wire/run.ts`).
 *
 * @template T
 * @param {string} root folder of the project
 * @param {(load: (path: string) => Promise<any>) => Promise<T>} use
 * @param {Record<string, string>} stands files that stand in for packages, by the packages' names
 * @returns {Promise<T>}
 */
export async function withSources(root, use, stands = {}) {
  const server = await createViteServer({
    root,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    resolve: {
      alias: Object.entries(stands).map(([name, replacement]) => ({ find: new RegExp(`^${name}$`), replacement })),
    },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  })
  try {
    return await use((path) => server.ssrLoadModule(path))
  } finally {
    await server.close()
  }
}
