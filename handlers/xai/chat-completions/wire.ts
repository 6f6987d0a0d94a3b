import type { Field } from '../../../src/validation.ts'
import { compatibleRequest } from '../../compatible/request-shape.ts'

const ANY: Field = { type: 'any' }

/** The shape of a chat request; unknown members are let through. */
export const REQUEST = compatibleRequest({
  search_parameters: { type: 'object', nullable: true, open: true, fields: {} },
  deferred: { type: 'boolean', nullable: true },
  service_tier: ANY,
  verbosity: ANY,
})
