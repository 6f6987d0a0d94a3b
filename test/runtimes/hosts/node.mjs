import { serve } from 'srvx'
import app from './app.mjs'

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0, silent: true })
await server.ready()
console.log(server.url)
