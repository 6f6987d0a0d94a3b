import type { Incoming } from './incoming.ts'

/**
 * The answer to a browser's question whether a page may send a request: yes. Undefined for every other request.
 *
 * It is no exchange: the real APIs answer it before they look at keys, where they answer pages at all.
 */
export function preflight({ method, headers }: Pick<Incoming, 'method' | 'headers'>): Response | undefined {
  if (method !== 'OPTIONS') return undefined
  const asked = headers.get('access-control-request-method')
  if (asked === null) return undefined
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': asked,
      'access-control-allow-headers': headers.get('access-control-request-headers') ?? '*',
      'access-control-max-age': '600',
    },
  })
}
