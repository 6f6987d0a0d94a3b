import type { Exchange } from '../../../src/exchange.ts'
import { headers as chatHeaders } from '../headers.ts'

/** Headers of responses (recorded August 2026): those of chat with the served model, without the session. */
export function headers(exchange: Exchange): Record<string, string> {
  const { model, error, request } = exchange
  const {
    'azureml-model-session': _session,
    'x-accel-buffering': _buffering,
    'x-ms-deployment-name': _deployment,
    'x-ms-rai-invoked': _filters,
    ...kept
  } = chatHeaders(exchange)
  if (!model || error) return kept
  return {
    ...kept,
    'azureai-fe-is-streaming': request.stream ? 'True' : 'False',
    'azureai-fe-offer-type': 'paygo',
    'x-ms-aoai-configured-data-retention-days': '30',
    'x-ms-served-model': model.id,
    'x-ratelimit-key': request.model,
  }
}
