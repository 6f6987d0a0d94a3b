import { ApiError, type ErrorKind } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { WireError } from '../../src/provider.ts'
import { spentMeter } from '../compatible/limits.ts'
import { encodeErrorBy, retryAfterSeconds, type Wording, type Words } from '../compatible/wording.ts'
import { errorBody as openaiErrorBody } from '../openai/errors.ts'
import { BLOCKED } from './filters.ts'
import { regionOf } from './identity.ts'

const DENIED =
  'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.'
const UNAUTHORIZED =
  'Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired.'
const BUSY = 'The service is temporarily unable to process your request. Please try again later.'

/** Errors of the gateway, which have a code and a message only (azure-openai.md 6). */
const KINDS: Record<ErrorKind, Words> = {
  rate_limit: { status: 429, code: '429', message: '' },
  overloaded: { status: 503, code: 'ServiceUnavailable', message: BUSY },
  server_error: {
    status: 500,
    code: 'InternalServerError',
    message: 'The server had an error while processing your request. Sorry about that!',
  },
  timeout: { status: 408, code: 'Timeout', message: 'The operation was timeout.' },
  auth: { status: 401, code: '401', message: DENIED },
  permission: { status: 403, code: '403', message: 'Access denied due to Virtual Network/Firewall rules.' },
  not_found: { status: 404, code: '404', message: 'Resource not found' },
  invalid_request: { status: 400, message: 'Invalid request.' },
  context_length: { status: 400, message: '' },
  quota: {
    status: 403,
    code: '403',
    message: 'Out of call volume quota. Quota will be replenished with the next billing cycle.',
  },
  content_filter: {
    status: 400,
    code: 'content_filter',
    message:
      "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry. To learn more about our content filtering policies please read our documentation: https://go.microsoft.com/fwlink/?linkid=2198766",
  },
  bad_gateway: { status: 502, code: 'BadGateway', message: 'Bad gateway.' },
}

/** Whether a kind comes from the model behind the gateway, in OpenAI's own envelope. */
const IS_MODELS: Readonly<Partial<Record<ErrorKind, true>>> = { invalid_request: true, context_length: true }

const wording: Wording = {
  kinds: KINDS,
  detailed(error, exchange) {
    if (error.kind === 'rate_limit') return { message: limited(error, exchange) }
    return {}
  },
  body({ message, code, status }, error, exchange) {
    if (error.details['reason'] === 'token') return { statusCode: 401, message: UNAUTHORIZED }
    // What the models' own side does not find has no code (openai-responses.md 8).
    if (IS_MODELS[error.kind] || (error.kind === 'not_found' && error.code === null))
      return openaiErrorBody(error, exchange)
    if (error.kind === 'content_filter') {
      return {
        error: {
          message,
          type: null,
          param: 'prompt',
          code,
          status,
          innererror: { code: 'ResponsibleAIPolicyViolation', content_filter_result: BLOCKED },
        },
      }
    }
    return { error: { code, message } }
  },
  headers: ({ status }, error): Record<string, string> =>
    status === 429
      ? {
          'retry-after': secondsOf(error),
          'retry-after-ms': String(Math.ceil(error.retryAfterMs ?? Number(secondsOf(error)) * 1000)),
        }
      : {},
}

const encode = encodeErrorBy(wording)

export function encodeError(error: ApiError, exchange: Exchange): WireError {
  return encode(error, exchange)
}

/** An error inside a stream. */
export function streamError(error: ApiError, exchange: Exchange): object {
  // Every body of the wording is an object.
  return encode(error, exchange).body as object
}

/** A day for a request that no minute has room for. */
function secondsOf(error: ApiError): string {
  return error.retryAfterMs === undefined && spentMeter(error) ? '86400' : retryAfterSeconds(error, 60_000)
}

/** Deployment, model, region, what was exceeded, and the seconds that `retry-after` says too (late 2025). */
function limited(error: ApiError, exchange: Exchange): string {
  const meter = spentMeter(error)
  const what = meter && /tokens/i.test(meter.name) ? 'token' : 'call'
  const seconds = secondsOf(error)
  const model = exchange.model?.model.id ?? exchange.request.model
  return `Your requests to ${exchange.request.model} for ${model} in ${regionOf()} have exceeded the ${what} rate limit for your current AIServices S0 pricing tier. This request was for ChatCompletions_Create under Azure OpenAI API. Please retry after ${seconds} seconds. To increase your default rate limit, visit: https://aka.ms/oai/quotaincrease.`
}

/** 404 for a deployment that does not exist. */
export function deploymentNotFound(): ApiError {
  return new ApiError(
    'not_found',
    'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
    {
      code: 'DeploymentNotFound',
      hint: "The deployment's name is malformed or says that it does not exist. To have it answer: createSimulation({ models: 'any' }), or new MockProvider('azure', { models: ['its name'] }) among the providers.",
    },
  )
}

/** 404 for a path or an API version that does not exist. */
export function resourceNotFound(): ApiError {
  return new ApiError('not_found', 'Resource not found', { code: '404' })
}
