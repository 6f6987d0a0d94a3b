import { ApiError, type ErrorKind } from '../../src/errors.ts'
import type { Call } from '../../src/provider.ts'
import type { Backend } from '../google/backend.ts'
import { pathNotFound } from '../google/gemini.ts'
import { errorVoice, GEMINI_WORDING, refused, type Wording } from '../google/generate-content/errors.ts'
import { vertexHeaders } from '../google/generate-content/headers.ts'
import { vertexCountTokensRequest, vertexGenerateContentRequest } from '../google/generate-content/messages.ts'

const EXHAUSTED: Wording = {
  code: 429,
  status: 'RESOURCE_EXHAUSTED',
  message:
    'Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.',
}

const WORDING: Record<ErrorKind, Wording> = {
  ...GEMINI_WORDING,
  rate_limit: EXHAUSTED,
  quota: {
    code: 403,
    status: 'PERMISSION_DENIED',
    message: 'This API method requires billing to be enabled. Please enable billing and then retry.',
  },
  overloaded: { code: 503, status: 'UNAVAILABLE', message: 'The service is currently unavailable.' },
  auth: {
    code: 401,
    status: 'UNAUTHENTICATED',
    message:
      'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
  },
}

const VERSIONS: ReadonlySet<string | undefined> = new Set(['v1', 'v1beta1'])
const LEARN = 'Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini'

/** Vertex AI, where it speaks as the Gemini API does. */
export const vertexBackend: Backend = {
  name: 'vertex',
  errors: errorVoice(WORDING),
  headers: vertexHeaders,
  packageOf(call) {
    if (!VERSIONS.has(call.params['version'])) throw pathNotFound(call)
    return `google.cloud.aiplatform.${call.params['version']}`
  },
  generateRequest: vertexGenerateContentRequest,
  countRequest: vertexCountTokensRequest,
  modelNotFound: (call, model) => publisherModelNotFound(call, 'google', model),
  refusals: {
    noContents: () => refused(`Unable to submit request because at least one contents field is required. ${LEARN}`),
    noParts: () =>
      refused(
        `Unable to submit request because it must include at least one parts field, which describes the prompt input. ${LEARN}`,
      ),
    noData: () =>
      refused(
        `Unable to submit request because it must have a text parameter. Add a text parameter and try again. ${LEARN}`,
      ),
    range(path, value, min, max) {
      const field = path
        .split('.')
        .at(-1)!
        .replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
      return refused(
        `Unable to submit request because it has a ${field} value of ${value} but the supported range is from ${min} (inclusive) to ${max} (inclusive). Update the value and try again. ${LEARN}`,
      )
    },
  },
}

/** The error of a model that a publisher does not have (recorded). */
export function publisherModelNotFound({ params, models }: Call, publisher: string, model: string): ApiError {
  const { project, location } = params
  const place = project === undefined ? '' : `projects/${project}/locations/${location}/`
  return new ApiError('not_found', `Publisher Model \`${place}publishers/${publisher}/models/${model}\` not found.`, {
    hint: `Known: ${models.models.map(({ id }) => id).join(', ')}.`,
  })
}
