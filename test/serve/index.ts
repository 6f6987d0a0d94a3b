// Stands in for handlers/index.ts in `npm run test:serve`: see served.ts.
import { http } from 'msw'
import { throughMsw } from '../../handlers/create-handlers.ts'
import { createSimulation as createIntercepted } from '../../handlers/index.ts'
import { servedFetch } from './served.ts'

export * from '../../handlers/index.ts'

export const createSimulation: typeof createIntercepted = (options) => {
  const llm = createIntercepted(options)
  const send = servedFetch(llm)
  const [, ...guard] = llm.handlers
  const handler = http.all(
    ({ request }) => llm.at(request.url) !== undefined,
    async ({ request }) => throughMsw(request, () => send(request)),
  )
  return Object.assign(llm, { fetch: send, handlers: [handler, ...guard] })
}
