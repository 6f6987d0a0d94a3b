import { ApiError, type ApiErrorOptions, type ErrorKind } from '../../../src/errors.ts'
import type { Exchange } from '../../../src/exchange.ts'
import type { WireError } from '../../../src/provider.ts'
import type { Violation } from '../proto/read.ts'
import { transportIn, writeError } from '../transport.ts'
import { googlePage } from './page.ts'
import { quotaDetails, quotaMessage } from './quota.ts'
import type { WireError as WireErrorBody } from './wire.ts'

export interface Wording {
  readonly code: number
  readonly status: string
  readonly message: string | ((error: ApiError, exchange: Exchange) => string)
  readonly details?: (error: ApiError, exchange: Exchange) => readonly object[]
}

/** Code, status and words of every kind [8]. */
export const GEMINI_WORDING: Record<ErrorKind, Wording> = {
  rate_limit: { code: 429, status: 'RESOURCE_EXHAUSTED', message: quotaMessage, details: quotaDetails },
  overloaded: {
    code: 503,
    status: 'UNAVAILABLE',
    message:
      'This model is currently experiencing high demand. Spikes in demand are usually temporary. Please try again later.',
  },
  server_error: { code: 500, status: 'INTERNAL', message: 'Internal error encountered.' },
  timeout: {
    code: 504,
    status: 'DEADLINE_EXCEEDED',
    message: 'Deadline expired before operation could complete.',
  },
  auth: { code: 403, status: 'PERMISSION_DENIED', message: 'The caller does not have permission' },
  permission: { code: 403, status: 'PERMISSION_DENIED', message: 'The caller does not have permission' },
  not_found: { code: 404, status: 'NOT_FOUND', message: 'Method not found.' },
  invalid_request: { code: 400, status: 'INVALID_ARGUMENT', message: 'Request contains an invalid argument.' },
  context_length: { code: 400, status: 'INVALID_ARGUMENT', message: contextMessage },
  quota: {
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    message:
      'Your prepayment credits are depleted. Please go to AI Studio at https://ai.studio/projects to manage your project and billing.',
  },
  content_filter: {
    code: 400,
    status: 'INVALID_ARGUMENT',
    message:
      "The prompt could not be submitted. This prompt contains sensitive words that violate Google's Responsible AI practices. Try rephrasing the prompt. If you think this was an error, send feedback.",
  },
  bad_gateway: { code: 502, status: 'UNAVAILABLE', message: '' },
}

const STATUS_BY_CODE: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}

/** How one of the two services words its errors. */
export interface ErrorVoice {
  /** An error as it is answered; a bad gateway is the front end's page. */
  encodeError(error: ApiError, exchange: Exchange): WireError
  /** The body of an error. */
  errorBody(error: ApiError, exchange: Exchange): WireErrorBody
}

/** Errors in the given words. */
export function errorVoice(words: Record<ErrorKind, Wording>): ErrorVoice {
  return {
    errorBody: (error, exchange) => wordError(error, exchange, words[error.kind]),
    encodeError(error, exchange) {
      const code = error.status ?? 502
      if (error.kind === 'bad_gateway' && error.message === '')
        return { status: code, body: googlePage(code), contentType: 'text/html; charset=UTF-8' }
      const body = wordError(error, exchange, words[error.kind])
      return writeError(body.error.code, body, transportIn(exchange))
    },
  }
}

function wordError(error: ApiError, exchange: Exchange, wording: Wording): WireErrorBody {
  const code = error.status ?? wording.code
  const status = error.type ?? (error.status === undefined ? wording.status : (STATUS_BY_CODE[code] ?? 'UNKNOWN'))
  const own = typeof wording.message === 'function' ? wording.message(error, exchange) : wording.message
  const stated = error.details['errorDetails'] as readonly object[] | undefined
  const details = stated ?? (error.message === '' ? wording.details?.(error, exchange) : undefined)
  const message = error.message === '' ? own : error.message
  return { error: { code, message, status, ...(details ? { details } : {}) } }
}

function contextMessage({ details }: ApiError): string {
  const { inputTokens, most } = details as { readonly inputTokens?: number; readonly most?: number }
  if (inputTokens === undefined) return 'The input token count exceeds the maximum number of tokens allowed.'
  return `The input token count (${inputTokens}) exceeds the maximum number of tokens allowed (${most}).`
}

/** A refusal in the service's own words. */
export function refused(message: string, options: ApiErrorOptions = {}): ApiError {
  return new ApiError('invalid_request', message, options)
}

/** A refusal of the kind that names the field: `* GenerateContentRequest.contents: …`. */
export function badField(path: string, message: string): ApiError {
  return refused(`* GenerateContentRequest.${path}: ${message}\n`)
}

/** What the JSON parser has to say. */
export function badRequest(violations: readonly Violation[]): ApiError {
  const fieldViolations = violations.map(({ field, description }) => ({
    ...(field === undefined ? {} : { field }),
    description,
  }))
  return new ApiError('invalid_request', violations.map(({ description }) => description).join('\n'), {
    details: { errorDetails: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations }] },
  })
}

/** Text of a body that is no JSON, from the place where the parser gave up. */
export function malformedJson(text: string, detail: string | undefined): ApiError {
  const [, position] = /position (\d+)/.exec(detail ?? '') ?? []
  const at = position === undefined ? text.length : Number(position)
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1).split('\n')[0] ?? ''
  const excerpt = line.slice(0, 80)
  const caret = `${' '.repeat(Math.min(at - (text.lastIndexOf('\n', at - 1) + 1), excerpt.length))}^`
  const complaint = at >= text.length ? 'Unexpected end of string. Expected a value.' : 'Expected a value.'
  return refused(`Invalid JSON payload received. ${complaint}\n${excerpt}\n${caret}`)
}
