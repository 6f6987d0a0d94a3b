import type { Endpoint } from '../../src/provider.ts'
import { encodeError } from './errors.ts'
import { headers } from './headers.ts'

/** What the simulated account was given and has paid, in USD; it is not charged. */
const GRANTED_USD = 10
const PAID_USD = 100

/** GET /user/balance: amounts are texts with two decimals. */
export const balance: Endpoint = {
  name: 'balance',
  method: 'GET',
  path: '/user/balance',
  operation: 'balance',
  style: 'compact',
  parse: () => ({ operation: 'balance', model: '', stream: false, wire: undefined }),
  perform: () => ({}),
  encode: () => ({
    is_available: true,
    balance_infos: [
      {
        currency: 'USD',
        total_balance: (GRANTED_USD + PAID_USD).toFixed(2),
        granted_balance: GRANTED_USD.toFixed(2),
        topped_up_balance: PAID_USD.toFixed(2),
      },
    ],
  }),
  encodeError,
  headers,
}
