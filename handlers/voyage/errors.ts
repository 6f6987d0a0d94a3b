import { ApiError, type ErrorKind } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { WireError } from '../../src/provider.ts'
import type { ModelCatalog } from '../../src/models.ts'
import type { Meter } from '../../src/rate-limit.ts'
import { jsonTypeOf, type Issue } from '../../src/validation.ts'
import { traitsOf, type VoyageTraits } from './models.ts'

/** Status and words of each kind where the error itself says nothing else: `{"detail": …}`. Words besides those of 401, 400 and 429 are a guess. */
const WORDING: Record<ErrorKind, readonly [status: number, detail: string]> = {
  rate_limit: [429, 'Rate limit exceeded. Please retry after some time.'],
  overloaded: [503, 'The server is currently overloaded. Please retry after some time.'],
  server_error: [500, 'Internal server error.'],
  timeout: [504, 'The request timed out.'],
  auth: [401, 'Provided API key is invalid.'],
  permission: [403, 'You do not have access to this resource.'],
  not_found: [404, 'Not Found'],
  invalid_request: [400, 'Bad request.'],
  context_length: [400, 'Your batch has too many tokens.'],
  quota: [
    429,
    'You have exhausted your free tokens. Please add a payment method in the billing page of our dashboard: https://dashboard.voyageai.com/.',
  ],
  content_filter: [400, 'The input was rejected.'],
  bad_gateway: [502, 'Bad Gateway'],
}

/** The error as the API answers it. */
export function encodeError(error: ApiError, exchange: Exchange): WireError {
  const [status, words] = WORDING[error.kind]
  const isMethod = error.kind === 'not_found' && error.details['reason'] === 'method'
  const detail = error.message === '' ? (detailOf(error, exchange) ?? words) : error.message
  return {
    status: error.status ?? (isMethod ? 405 : status),
    body: { detail: isMethod ? 'Method Not Allowed' : detail },
    ...(error.retryAfterMs === undefined
      ? {}
      : { headers: { 'retry-after': String(Math.max(1, Math.ceil(error.retryAfterMs / 1000))) } }),
  }
}

function detailOf({ kind, details }: ApiError, exchange: Exchange): string | undefined {
  const meter = details['meter'] as Meter | undefined
  if (kind !== 'rate_limit' || !meter) return undefined
  const unit = meter.name.startsWith('requests') ? 'RPM' : 'TPM'
  return `You have exceeded your rate limit of ${meter.limit} ${unit} for model ${exchange.request.model}. Please retry after some time.`
}

/** 400 in the API's words. */
export function refused(detail: string): ApiError {
  return new ApiError('invalid_request', detail)
}

/** 400 for a model that the endpoint does not serve. */
export function unsupportedModel(name: string, catalog: ModelCatalog, kind: VoyageTraits['kind']): ApiError {
  const ids = catalog.models.filter((model) => traitsOf(model).kind === kind).map(({ id }) => `'${id}'`)
  return refused(`Model ${name} is not supported. Supported models are [${ids.join(', ')}].`)
}

const INTRO = 'The request body is not valid JSON, or some arguments were not specified properly. In particular, '

/** 400 for a body that is no JSON object. */
export function malformed(): ApiError {
  return refused('The request body is not valid JSON.')
}

/** The first issue of a body in the API's words. */
export function wordIssue(issue: Issue): ApiError {
  const name = String(issue.path[0] ?? '')
  switch (issue.kind) {
    case 'unknown':
      return refused(`${INTRO}Argument '${name}' is not supported by our API.`)
    case 'missing':
      return refused(`${INTRO}Argument '${name}' is required.`)
    case 'choice':
      return refused(`${INTRO}Value '${String(issue.value)}' provided for argument '${name}' is not acceptable.`)
    case 'type':
      return refused(`${INTRO}Argument '${name}' is of the wrong type: ${jsonTypeOf(issue.value)}.`)
    case 'length':
      return issue.side === 'below'
        ? refused('Input cannot contain empty strings or empty lists')
        : refused(`The batch size limit is ${issue.bound}. Your batch size is ${issue.length}.`)
    case 'range':
    case 'pattern':
      return refused(`${INTRO}Value '${String(issue.value)}' provided for argument '${name}' is not acceptable.`)
  }
}
