import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import app from './app.mjs'

const hono = new Hono().all('*', (context) => app.fetch(context.req.raw))
serve({ fetch: hono.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => console.log(`http://127.0.0.1:${port}/`))
