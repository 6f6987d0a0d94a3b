import { httpDate } from '../../src/http-date.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { Meter } from '../../src/rate-limit.ts'
import { leftOf, meterOf } from '../compatible/limits.ts'
import { regionOf, requestUuid, sessionOf } from './identity.ts'

/** Headers of every response (recordings of March 2026); the gateway's own refusals carry its request id alone. */
export function headers(exchange: Exchange): Record<string, string> {
  const { error, model, request } = exchange
  const gateway = {
    date: httpDate(exchange.receivedAtMs),
    'apim-request-id': requestUuid(exchange, 'apim'),
  }
  if (error && (error.kind === 'auth' || error.kind === 'not_found')) return gateway
  return {
    ...gateway,
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    'x-ms-region': regionOf(),
    'x-request-id': requestUuid(exchange, 'model'),
    ...(model
      ? {
          'azureml-model-session': sessionOf(model.id),
          'skip-error-remapping': 'true',
          'x-accel-buffering': 'no',
          'x-ms-deployment-name': request.model,
          'x-ms-is-spilled-over': 'false',
          'x-ms-rai-invoked': 'true',
        }
      : {}),
    ...limitHeaders(exchange.limits),
  }
}

/** Limits and what is left; resets are whole milliseconds (recorded: 1 of 120 a minute is 500). */
function limitHeaders(meters: readonly Meter[]): Record<string, string> {
  const requests = meterOf(meters, 'requestsPerMinute')
  const tokens = meterOf(meters, 'tokensPerMinute')
  if (!requests || !tokens) return {}
  return {
    'x-ratelimit-abusepenalty-active': 'False',
    ...one('requests', requests),
    ...one('tokens', tokens),
  }
}

function one(name: string, meter: Meter): Record<string, string> {
  return {
    [`x-ratelimit-limit-${name}`]: String(meter.limit),
    [`x-ratelimit-remaining-${name}`]: String(leftOf(meter)),
    [`x-ratelimit-renewalperiod-${name}`]: '60',
    [`x-ratelimit-reset-${name}`]: String(Math.ceil(meter.resetMs - 1e-6)),
  }
}
