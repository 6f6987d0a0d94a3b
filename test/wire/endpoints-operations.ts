import { azure } from '../../handlers/azure/index.ts'
import { bedrockMantle } from '../../handlers/bedrock/mantle/index.ts'
import { cerebras } from '../../handlers/cerebras/index.ts'
import { deepseek } from '../../handlers/deepseek/index.ts'
import { mistral } from '../../handlers/mistral/index.ts'
import { ollama } from '../../handlers/ollama/index.ts'
import { openai } from '../../handlers/openai/index.ts'
import { openrouter } from '../../handlers/openrouter/index.ts'
import { perplexity } from '../../handlers/perplexity/index.ts'
import { together } from '../../handlers/together/index.ts'
import { xai } from '../../handlers/xai/index.ts'
import type { Recording } from './recording.ts'
import type { ProviderDefinition } from '../../src/provider.ts'
import type { WireDialect } from './dialect.ts'
import { nativeDialect } from './dialect-ollama.ts'
import { legacyDialect, operationDialect } from './dialect-operations.ts'
import { responsesDialect } from './dialect-responses.ts'
import type { WireEndpoint } from './endpoints.ts'
import { isCloud } from './endpoints-compatible.ts'
import {
  audioForm,
  fileForm,
  namedBatch,
  sentBefore,
  slowly,
  startedBatch,
  storedResponse,
  uploadedFile,
  withInput,
  withPrevious,
} from './prepare.ts'
import { LONG_TEXT } from './neutral.ts'
import type { RecordedResponse } from './recording.ts'

const BEARER = { authorization: 'Bearer sk-proj-0123456789abcdefghij' }

function at(
  name: string,
  provider: ProviderDefinition,
  path: string,
  dialect: WireDialect,
  more: Partial<WireEndpoint> = {},
): WireEndpoint {
  return { name, provider, dialect, path, headers: BEARER, ...more }
}

const plain = operationDialect({})
const texts = operationDialect({ input: 'Hello' }, (body) => (body.includes('"base64"') ? ['+base64'] : []))
const ranking = operationDialect({ query: 'Hello', documents: ['Hello', 'World'] })

/** An operation whose lost request was a form. */
function formed(form: (model: string, stream: boolean, response: RecordedResponse) => FormData): WireDialect {
  return { ...plain, standIn: (_, stream, model, response) => form(model, stream, response) }
}

/** Transcriptions: with speakers where the answer has segments of them. */
const transcribe = formed((model, stream, { body, events }) => {
  const isDiarized = JSON.stringify(body ?? events).includes('"speaker')
  return audioForm(model || (isDiarized ? 'gpt-4o-transcribe-diarize' : 'gpt-4o-transcribe'), {
    ...(stream ? { stream: 'true' } : {}),
    ...(isDiarized ? { response_format: 'diarized_json' } : {}),
  })
})

/** Voxtral: with speakers where the answer has segments of them. */
const voxtral = formed((_, __, { body }) =>
  audioForm('voxtral-mini-latest', JSON.stringify(body).includes('"speaker_id"') ? { diarize: 'true' } : {}),
)

/** Responses that were asked for before they said anything; what they will say takes them a while. */
const whileMade: WireDialect = {
  ...responsesDialect,
  outcomeOf(response) {
    const outcome = responsesDialect.outcomeOf(response)
    const isAtWork = outcome.content.length === 0
    return isAtWork ? { ...outcome, content: [{ type: 'text', text: LONG_TEXT }] } : outcome
  },
}

/** Whether one of OpenAI's own models answered, in another format. */
function isBelowOpenai(path: string | null): boolean {
  return path?.startsWith('/openai/') === true
}

/** Whether one of Cohere's models answered at Azure, in a form of its own. */
function isCohere({ request }: Recording): boolean {
  return JSON.stringify(request.body).includes('"Cohere-')
}

/** What providers do beside chat, and the Responses API of those that copy OpenAI's. */
export const OPERATIONS: readonly WireEndpoint[] = [
  at(
    'openai.files',
    openai,
    '/v1/files',
    formed((_, __, { body }) => fileForm((body as { readonly purpose: string }).purpose)),
  ),
  at('openai.files.delete', openai, '/v1/files', plain, { prepare: uploadedFile }),
  at('openai.batches', openai, '/v1/batches', plain, { prepare: withInput }),
  at('openai.batches.get', openai, '/v1/batches', plain, { prepare: startedBatch }),
  at('openai.images.edits', openai, '/v1/images/edits', plain),
  at('openai.audio.transcriptions', openai, '/v1/audio/transcriptions', transcribe),
  at('openai.responses.compact', openai, '/v1/responses/compact', plain, { prepare: withPrevious }),
  at('openai.responses.input_tokens', openai, '/v1/responses/input_tokens', plain),
  at('openai.images', openai, '/v1/images/generations', plain),
  at('openai.models.get', openai, '/v1/models/gpt-4o', plain),
  at('openai.responses.get', openai, '/v1/responses', whileMade, { prepare: storedResponse, latency: slowly }),
  at('azure.responses', azure, '/openai/v1/responses', responsesDialect),
  at('deepseek.responses', deepseek, '/responses', responsesDialect),
  at('xai.responses', xai, '/v1/responses', responsesDialect),
  at('xai.images.edits', xai, '/v1/images/edits', plain),
  at(
    'xai.files',
    xai,
    '/v1/files',
    formed(() => fileForm('')),
  ),
  at('xai.batches', xai, '/v1/batches', plain),
  at('xai.batches.get', xai, '/v1/batches', plain, { prepare: namedBatch }),
  at('openrouter.responses', openrouter, '/api/v1/responses', responsesDialect, { prepare: sentBefore }),
  at('azure.completions', azure, '/openai/v1/completions', legacyDialect),
  ...[true, false].map((isOfCohere) => ({
    ...at(isOfCohere ? 'azure-cohere.embeddings' : 'azure.embeddings', azure, '/openai/v1/embeddings', texts),
    from: { name: 'azure.embeddings', holds: (one: Recording) => isCohere(one) === isOfCohere },
  })),
  at('openrouter.embeddings', openrouter, '/api/v1/embeddings', texts),
  at('openrouter.rerank', openrouter, '/api/v1/rerank', ranking),
  at('bedrock-mantle.models', bedrockMantle, '/v1/models', plain),
  at('bedrock-mantle.responses', bedrockMantle, '/v1/responses', responsesDialect, {
    from: { name: 'bedrock-mantle.responses', holds: ({ request }) => !isBelowOpenai(request.path) },
  }),
  at('bedrock-mantle-openai.responses', bedrockMantle, '/openai/v1/responses', responsesDialect, {
    from: { name: 'bedrock-mantle.responses', holds: ({ request }) => isBelowOpenai(request.path) },
  }),
  at('mistral.embeddings', mistral, '/v1/embeddings', texts),
  at('mistral.moderations', mistral, '/v1/moderations', texts),
  at('mistral.chat.moderations', mistral, '/v1/chat/moderations', plain),
  at('mistral.audio.transcriptions', mistral, '/v1/audio/transcriptions', voxtral),
  at('mistral.audio.speech', mistral, '/v1/audio/speech', plain),
  at('mistral.ocr', mistral, '/v1/ocr', plain),
  at(
    'mistral.files',
    mistral,
    '/v1/files',
    formed(() => fileForm('ocr', '%PDF-1.1', 'sample.pdf')),
  ),
  at('together.rerank', together, '/v1/rerank', ranking),
  at('perplexity.embeddings', perplexity, '/v1/embeddings', texts),
  at('perplexity.models', perplexity, '/v1/models', plain),
  at('cerebras.models', cerebras, '/v1/models', plain),
  ...['chat', 'generate'].flatMap((kind) => [
    at(`ollama.${kind}`, ollama, `/api/${kind}`, nativeDialect, {
      from: { name: `ollama.${kind}`, holds: (recording) => !isCloud(recording) },
    }),
    at(`ollama-cloud.${kind}`, ollama, `/api/${kind}`, nativeDialect, {
      from: { name: `ollama.${kind}`, holds: isCloud },
      origin: 'https://ollama.com',
    }),
  ]),
  at('ollama.embeddings', ollama, '/api/embeddings', plain),
]
