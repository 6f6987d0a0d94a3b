import type { Endpoint } from '../../../src/provider.ts'
import { encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { unlimited } from '../operation-headers.ts'
import { encode } from './encode.ts'
import { parseRequest, type ModerationRequest } from './parse.ts'

/** POST /moderations. Free of charge, so that nothing is counted. */
export function moderations(): Endpoint<ModerationRequest> {
  return {
    name: 'moderations',
    method: 'POST',
    path: '/moderations',
    operation: 'moderations',
    style: 'pretty',
    parse: parseRequest,
    perform: () => ({}),
    encode,
    encodeError,
    headers: unlimited(headers, 'CF-Ray'),
  }
}
