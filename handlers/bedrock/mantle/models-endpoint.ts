import type { Exchange, OperationResult } from '../../../src/exchange.ts'
import type { Model } from '../../../src/models.ts'
import type { Endpoint } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { plainHeaders } from '../headers.ts'
import { requestId } from '../ids.ts'
import { encodeError } from './errors.ts'
import { createdAt } from './models.ts'

interface ModelList extends OperationResult {
  readonly models: readonly Model[]
}

/** `GET /v1/models`. */
export const listModels: Endpoint<OperationRequest, ModelList> = {
  name: 'models',
  method: 'GET',
  path: '/v1/models',
  operation: 'models',
  style: 'compact',
  parse: () => ({ operation: 'models', model: '', stream: false, wire: undefined }),
  perform: (_, { models }) => ({ models: models.models }),
  encode: ({ outcome }) => ({ data: outcome.models.map(wireModel), object: 'list' }),
  encodeError,
  headers: mantleHeaders,
}

function wireModel(model: Model): object {
  // OpenAI's own models want their data shared (recorded).
  const modes = model.id.startsWith('openai.gpt-5') ? SHARED : [...SHARED, 'none']
  return {
    created: createdAt(model),
    data_retention: { allowed_modes: modes, mode: 'default', source: 'model_default' },
    id: model.id,
    object: 'model',
    owned_by: 'system',
    status: 'available',
  }
}

const SHARED = ['default', 'provider_data_share']

/** Headers of every answer (recorded). */
export function mantleHeaders(exchange: Exchange): Record<string, string> {
  return {
    ...plainHeaders(exchange),
    'x-request-id': requestId(exchange.seed),
    vary: 'origin, access-control-request-method, access-control-request-headers',
    'access-control-allow-origin': '*',
    'access-control-expose-headers':
      'x-amzn-requestid,x-request-id,date,x-amzn-usage-reservation-quota,x-amzn-usage-reservation-remaining-quota,x-amzn-usage-reservation-spillover',
  }
}
