import { bytesOver } from '../../src/byte-length.ts'
import { runCheck } from '../../src/checks.ts'
import { ApiError } from '../../src/errors.ts'
import type { Call } from '../../src/provider.ts'

/** What a provider says of bodies that are too large, or no JSON by their own account. */
export interface CallRules {
  readonly mostBytes: number
  tooLarge(bytes: number): ApiError
  /** Absent: any content type is read as JSON. */
  wrongType?(type: string, call: Call): ApiError
}

/** The checks of a call before its body is read: size, then content type. */
export function callChecks({ mostBytes, tooLarge, wrongType }: CallRules): (call: Call) => void {
  return (call) => {
    runCheck(call, 'window', () => {
      const bytes = bytesOver(call.text, mostBytes)
      if (bytes !== undefined)
        throw tooLarge(bytes).with({ hint: `The body has ${bytes} bytes, at most ${mostBytes}.` })
    })
    runCheck(call, 'headers', () => {
      const type = call.headers.get('content-type')
      if (wrongType && type !== null && !isJson(type))
        throw wrongType(type, call).with({ hint: 'Send content-type: application/json.' })
    })
  }
}

/** What fetch says of a text whose type nobody stated is let pass; the APIs would not. */
function isJson(type: string): boolean {
  return type === 'text/plain;charset=UTF-8' || /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)
}

/** 100 MB: what Cloudflare lets through unless its customer pays for more (its documentation of limits). */
const EDGE_BYTES = 100_000_000

/** Rules of an API whose own limit is not known: the page of the server in front of it, the same for all sites behind such servers. */
export function edgeRules(server: 'cloudflare' | 'nginx'): CallRules {
  const title = '413 Request Entity Too Large'
  const page = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    `<hr><center>${server}</center>`,
    '</body>',
    '</html>',
    '',
  ].join('\r\n')
  return {
    mostBytes: EDGE_BYTES,
    tooLarge: () => new ApiError('invalid_request', '', { status: 413, details: { page } }),
  }
}

/** Rules of APIs on Rust's axum: 2 sentences of the framework, as text (415 seen at xAI and DeepSeek; the size is the edge's). */
export const axumRules: CallRules = {
  mostBytes: EDGE_BYTES,
  tooLarge: () => new ApiError('invalid_request', 'length limit exceeded', { status: 413 }),
  wrongType: () =>
    new ApiError('invalid_request', 'Expected request with `Content-Type: application/json`', { status: 415 }),
}
