import { drawUuid } from '../../src/ids.ts'
import type { Endpoint } from '../../src/provider.ts'
import { encodeError } from './errors.ts'
import { headers } from './headers.ts'

/** POST /v1/check-api-key; a key that is not accepted never comes this far. */
export const checkApiKey: Endpoint = {
  name: 'check-api-key',
  method: 'POST',
  path: '/v1/check-api-key',
  operation: 'check-api-key',
  style: 'compact',
  parse: () => ({ operation: 'check-api-key', model: '', stream: false, wire: undefined }),
  perform: () => ({}),
  // One account, whoever asks.
  encode: () => ({ valid: true, organization_id: drawUuid(0, 'organization'), owner_id: drawUuid(0, 'owner') }),
  encodeError,
  headers,
}
