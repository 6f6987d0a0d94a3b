import type { ApiError, ErrorKind } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { WireError } from '../../src/provider.ts'
import type { Meter } from '../../src/rate-limit.ts'

interface Wording {
  readonly status: number
  readonly type: string
  readonly message: string | ((error: ApiError, exchange: Exchange) => string)
}

/** Status, exception and words of every kind [5; the exceptions' documentation]. */
const WORDING: Record<ErrorKind, Wording> = {
  rate_limit: { status: 429, type: 'ThrottlingException', message: throttled },
  overloaded: {
    status: 503,
    type: 'ServiceUnavailableException',
    message: 'Bedrock is unable to process your request.',
  },
  server_error: {
    status: 500,
    type: 'InternalServerException',
    message: 'The system encountered an unexpected error during processing. Try your request again.',
  },
  timeout: {
    status: 408,
    type: 'ModelTimeoutException',
    message: 'Model has timed out in processing the request. Try your request again.',
  },
  auth: {
    status: 403,
    type: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  },
  permission: {
    status: 403,
    type: 'AccessDeniedException',
    message: "You don't have access to the model with the specified model ID.",
  },
  not_found: {
    status: 404,
    type: 'ResourceNotFoundException',
    message: 'Could not resolve the foundation model from the provided model identifier.',
  },
  invalid_request: { status: 400, type: 'ValidationException', message: 'The provided request is not valid' },
  context_length: { status: 400, type: 'ValidationException', message: 'Input is too long for requested model.' },
  quota: {
    status: 400,
    type: 'ServiceQuotaExceededException',
    message:
      'Your request exceeds the service quota for your account. You can view your quotas at Viewing service quotas. You can resubmit your request later.',
  },
  content_filter: {
    status: 400,
    type: 'ValidationException',
    message: 'The model returned the following errors: Output blocked by content filtering policy',
  },
  bad_gateway: { status: 502, type: 'InternalServerException', message: 'Bad Gateway' },
}

/** The exception that goes with a status which a test author stated alone. */
const TYPE_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'ValidationException',
  403: 'AccessDeniedException',
  404: 'ResourceNotFoundException',
  408: 'ModelTimeoutException',
  409: 'ConflictException',
  424: 'ModelErrorException',
  429: 'ThrottlingException',
  500: 'InternalServerException',
  503: 'ServiceUnavailableException',
}

const BEDROCK = 'http://internal.amazon.com/coral/com.amazon.bedrock/'
const CORAL = 'http://internal.amazon.com/coral/com.amazon.coral.service/'
/** Exceptions of the layer that is in front of every AWS service. */
const CORAL_TYPES: ReadonlySet<string> = new Set([
  'ExpiredTokenException',
  'MissingAuthenticationTokenException',
  'SerializationException',
  'UnknownOperationException',
  'UnrecognizedClientException',
])

/** An error as the API answers it: the exception's name in `x-amzn-errortype`, its words in the body. */
export function encodeError(error: ApiError, exchange: Exchange): WireError {
  const { kind, status = WORDING[kind].status, details } = error
  if (kind === 'bad_gateway' && error.message === '') return { status, body: GATEWAY_PAGE, contentType: 'text/html' }
  const type = exceptionOf(error, exchange)
  const headers = { 'x-amzn-errortype': `${type}:${CORAL_TYPES.has(type) ? CORAL : BEDROCK}` }
  if (type === 'UnknownOperationException') return { status, body: UNKNOWN_OPERATION, headers }
  const message = wordsOf(error, exchange)
  // Recorded: failures of API keys are written by another hand.
  const isCapital = type === 'SerializationException' || (kind === 'auth' && isApiKey(exchange))
  return { status, body: isCapital ? { Message: message } : { message, ...extraOf(type, details) }, headers }
}

/** The exception that an error is. */
function exceptionOf({ kind, type, status, details }: ApiError, exchange: Exchange): string {
  if (type !== undefined) return type
  if (status !== undefined)
    return TYPE_BY_STATUS[status] ?? (status >= 500 ? 'InternalServerException' : 'ValidationException')
  if (kind === 'not_found' && (details['reason'] === 'path' || details['reason'] === 'method'))
    return 'UnknownOperationException'
  if (kind !== 'auth') return WORDING[kind].type
  if (details['reason'] === 'missing') return 'MissingAuthenticationTokenException'
  return isApiKey(exchange) ? 'AccessDeniedException' : WORDING.auth.type
}

/** The words of an error, its own before those of its kind. */
export function wordsOf(error: ApiError, exchange: Exchange): string {
  if (error.message !== '') return error.message
  if (error.kind === 'auth' && error.details['reason'] === 'missing') return 'Missing Authentication Token'
  if (error.kind === 'auth' && isApiKey(exchange))
    return 'Authentication failed: Please make sure your API Key is valid.'
  const { message } = WORDING[error.kind]
  return typeof message === 'string' ? message : message(error, exchange)
}

function isApiKey({ headers }: Exchange): boolean {
  return /^bearer\b/i.test(headers.get('authorization') ?? '')
}

function extraOf(type: string, details: Readonly<Record<string, unknown>>): object {
  return type === 'ModelErrorException' ? { originalStatusCode: details['originalStatusCode'] ?? 500 } : {}
}

function throttled({ details }: ApiError): string {
  // Reason: admission puts the meter that had no room there.
  const name = (details['meter'] as Meter | undefined)?.name ?? 'requestsPerMinute'
  const unit = /tokens/i.test(name) ? 'tokens' : 'requests'
  return `Too many ${unit}${name.endsWith('PerDay') ? ' per day' : ''}, please wait before trying again.`
}

/** Mid-stream exceptions [3]; the streams know no others. */
const STREAMED: Record<ErrorKind, string> = {
  rate_limit: 'throttlingException',
  overloaded: 'serviceUnavailableException',
  server_error: 'internalServerException',
  timeout: 'modelStreamErrorException',
  auth: 'validationException',
  permission: 'validationException',
  not_found: 'validationException',
  invalid_request: 'validationException',
  context_length: 'validationException',
  quota: 'throttlingException',
  content_filter: 'modelStreamErrorException',
  bad_gateway: 'internalServerException',
}

/** The event that ends a stream which failed. */
export function exceptionEvent(error: ApiError, exchange: Exchange) {
  const event = STREAMED[error.kind]
  const message = wordsOf(error, exchange)
  const origin = event === 'modelStreamErrorException' ? { originalMessage: message, originalStatusCode: 500 } : {}
  return { event, data: JSON.stringify({ message, ...origin }) }
}

const UNKNOWN_OPERATION = {
  Output: { __type: 'com.amazon.coral.service#UnknownOperationException' },
  Version: '1.0',
}

/** The page of Amazon's load balancers. */
const GATEWAY_PAGE =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n'
