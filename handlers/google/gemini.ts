import { ApiError } from '../../src/errors.ts'
import { didYouMean } from '../../src/nearest.ts'
import type { Call } from '../../src/provider.ts'
import type { Backend } from './backend.ts'
import { badField, errorVoice, GEMINI_WORDING } from './generate-content/errors.ts'
import { geminiHeaders } from './generate-content/headers.ts'
import { countTokensRequest, generateContentRequest } from './generate-content/messages.ts'
import { snakeCase } from './proto/read.ts'

const VERSIONS: ReadonlySet<string | undefined> = new Set(['v1beta', 'v1', 'v1alpha'])

/** The Gemini API at generativelanguage.googleapis.com. */
export const gemini: Backend = {
  name: 'gemini',
  errors: errorVoice(GEMINI_WORDING),
  headers: geminiHeaders,
  packageOf(call) {
    if (!VERSIONS.has(call.params['version'])) throw pathNotFound(call)
    return `google.ai.generativelanguage.${call.params['version']}`
  },
  generateRequest: generateContentRequest,
  countRequest: countTokensRequest,
  modelNotFound: (call, model, method) =>
    new ApiError(
      'not_found',
      `models/${model} is not found for API version ${call.params['version']}, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods.`,
      {
        hint: [
          didYouMean(
            model,
            call.models.models.map(({ id }) => id),
          ),
          `Known: ${call.models.models.map(({ id }) => id).join(', ')}.`,
        ]
          .filter(Boolean)
          .join(' '),
      },
    ),
  refusals: {
    noContents: () => badField('contents', 'contents is not specified'),
    noParts: (path) => badField(`${path}.parts`, 'contents.parts must not be empty.'),
    noData: (path) => badField(`${path}.data`, "required oneof field 'data' must have one initialized field"),
    range: (path, _value, min, max) => {
      const name = snakeCase(path.split('.').at(-1)!)
      return badField(path, `${name} must be in the range [${decimal(min)}, ${decimal(max)}].`)
    },
  },
}

/** `2.0` for 2. */
function decimal(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value)
}

/** The error of a path that the service does not have. */
export function pathNotFound({ method, url }: Pick<Call, 'method' | 'url'>): ApiError {
  return new ApiError('not_found', '', { details: { reason: 'path', method, path: url.pathname } })
}
