// `node examples/gateway/server.ts`: the gateway on a port, with the real providers behind it.
import { serve } from '@hono/node-server'
import { createGateway } from './gateway.ts'
import { createTargets } from './targets.ts'

const { app } = createGateway({ targets: createTargets(), budgetUsd: Number(process.env['BUDGET_USD'] ?? 5) })
serve({ fetch: app.fetch, port: 8787 }, ({ port }) => console.log(`http://localhost:${port}/v1`))
