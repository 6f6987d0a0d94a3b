import { heldOn } from '../../src/clock.ts'
import type { Incoming } from '../../src/incoming.ts'
import { authenticate } from './authenticate.ts'
import { errorResponse, GatewayError } from './errors.ts'
import type { Face } from './face.ts'
import { litellm } from './faces/litellm.ts'
import { openrouter } from './faces/openrouter.ts'
import { plainFace } from './faces/plain.ts'
import { portkey } from './faces/portkey.ts'
import { vercel } from './faces/vercel.ts'
import type { Gateway } from './gateway.ts'
import { findModel, listModels, listProviders } from './list-endpoints.ts'
import type { GatewayPreset } from './options.ts'
import { routeRequest } from './route-request.ts'

const FACES: Record<GatewayPreset, Face> = { litellm, openrouter, portkey, vercel }

/** Answers one request to a gateway by its path, with or without `/v1`. */
export async function serve(gateway: Gateway, request: Incoming, path: string, rejects: boolean): Promise<Response> {
  const { preset, metadata = false, usageCost = false } = gateway.options
  const face = preset ? FACES[preset] : plainFace({ metadata, usageCost })
  try {
    authenticate(request.headers, gateway)
    const operation = OPERATIONS[`${request.method} ${path.replace(/^\/v1(?=\/|$)/, '')}`]
    if (operation) {
      const text = await heldOn(gateway.simulation.clock, () => request.text())
      return await routeRequest(gateway, face, request, text, operation, rejects)
    }
    return Response.json(found(gateway, request.method, path))
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    return errorResponse(error, face, undefined)
  }
}

const OPERATIONS: Readonly<Record<string, 'chat' | 'embeddings'>> = {
  'POST /chat/completions': 'chat',
  'POST /embeddings': 'embeddings',
}

function found(gateway: Gateway, method: string, path: string): object {
  const short = path.replace(/^\/v1(?=\/|$)/, '')
  if (method === 'GET') {
    if (short === '/models') return listModels(gateway)
    if (short === '/providers') return listProviders(gateway)
    if (short === '/routing/stats') return gateway.stats()
    if (short.startsWith('/models/')) {
      const id = decodeURIComponent(short.slice('/models/'.length))
      const row = findModel(gateway, id)
      if (row) return row
      throw notFound(`The model '${id}' does not exist`, 'model_not_found')
    }
  }
  throw notFound(`Invalid URL (${method} ${path})`, 'unknown_url')
}

function notFound(message: string, code: string): GatewayError {
  return new GatewayError({ status: 404, message, type: 'invalid_request_error', code })
}
