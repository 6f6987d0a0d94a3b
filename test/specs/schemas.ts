import * as mistral from '@mistralai/mistralai/models/components'
import * as openrouter from '@openrouter/sdk/models'
import * as routed from '@openrouter/sdk/models/operations'
// The client's own schemas are not among its exports.
import * as cohere from '../../node_modules/cohere-ai/serialization/index.js'

/** What a schema says against a value: paths with what is wrong; empty where all is well. */
export type Check = (value: unknown) => readonly string[]

interface Zod {
  safeParse(value: unknown): {
    readonly success: boolean
    readonly data?: unknown
    readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] }
  }
}

interface Fern {
  parse(
    value: unknown,
    options: object,
  ): {
    readonly ok: boolean
    readonly errors?: readonly { readonly path: readonly string[]; readonly message: string }[]
  }
}

const zod =
  (schema: Zod): Check =>
  (value) => {
    const { success, data, error } = schema.safeParse(value)
    if (success) return lostMembers(value, data, '$')
    return error!.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  }

const fern =
  (schema: Fern): Check =>
  (value) => {
    const strict = {
      unrecognizedObjectKeys: 'fail',
      allowUnrecognizedUnionMembers: false,
      allowUnrecognizedEnumValues: false,
    }
    return (schema.parse(value, strict).errors ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
  }

/** Members that a schema drops, since it does not know them; names are compared without their case. */
function lostMembers(given: unknown, kept: unknown, path: string): readonly string[] {
  if (Array.isArray(given) && Array.isArray(kept))
    return [...new Set(given.flatMap((item, index) => lostMembers(item, kept[index], `${path}[]`)))]
  if (!isObject(given) || !isObject(kept)) return []
  const names = new Map(
    Object.keys({ ...kept, ...(kept['additionalProperties'] as object) }).map((name) => [plain(name), name]),
  )
  return Object.entries(given).flatMap(([name, value]) => {
    const known = names.get(plain(name))
    return known === undefined ? [`${path}.${name}: unknown`] : lostMembers(value, kept[known], `${path}.${name}`)
  })
}

function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase()
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Date)
}

/** The schemas that clients carry, generated from the providers' own documents. */
export const SCHEMAS: Readonly<Record<string, Check>> = {
  'mistral.chat body': zod(mistral.ChatCompletionResponse$inboundSchema),
  'mistral.chat event': zod(mistral.CompletionChunk$inboundSchema),
  'mistral.fim body': zod(mistral.FIMCompletionResponse$inboundSchema),
  'mistral.fim event': zod(mistral.CompletionChunk$inboundSchema),
  'mistral.embeddings body': zod(mistral.EmbeddingResponse$inboundSchema),
  'mistral.moderations body': zod(mistral.ModerationResponse$inboundSchema),
  'mistral.chat.moderations body': zod(mistral.ModerationResponse$inboundSchema),
  'mistral.agents body': zod(mistral.ChatCompletionResponse$inboundSchema),
  'mistral.agents event': zod(mistral.CompletionChunk$inboundSchema),
  'mistral.audio.transcriptions body': zod(mistral.TranscriptionResponse$inboundSchema),
  'mistral.audio.transcriptions event': zod(mistral.TranscriptionStreamEventsData$inboundSchema),
  'mistral.ocr body': zod(mistral.OCRResponse$inboundSchema),
  'mistral.files.url body': zod(mistral.GetSignedUrlResponse$inboundSchema),
  'mistral.files.delete body': zod(mistral.DeleteFileResponse$inboundSchema),
  'mistral.models body': zod(mistral.ModelList$inboundSchema),
  'mistral.models.get body': zod(mistral.BaseModelCard$inboundSchema),
  'openrouter.chat body': zod(openrouter.ChatResult$inboundSchema),
  'openrouter.chat event': zod(openrouter.ChatStreamChunk$inboundSchema),
  'openrouter.responses body': zod(openrouter.OpenResponsesResult$inboundSchema),
  'openrouter.responses event': zod(openrouter.StreamEvents$inboundSchema),
  'openrouter.models body': zod(openrouter.ModelsListResponse$inboundSchema),
  'openrouter.count body': zod(openrouter.ModelsCountResponse$inboundSchema),
  'openrouter.embeddings body': zod(routed.CreateEmbeddingsResponseBody$inboundSchema),
  'openrouter.rerank body': zod(routed.CreateRerankResponseBody$inboundSchema),
  'openrouter.generation body': zod(openrouter.GenerationResponse$inboundSchema),
  'openrouter.endpoints body': zod(routed.ListEndpointsResponse$inboundSchema),
  'openrouter.key body': zod(routed.GetCurrentKeyResponse$inboundSchema),
  'openrouter.credits body': zod(routed.GetCreditsResponse$inboundSchema),
  'cohere.chat body': fern(cohere.V2ChatResponse),
  'cohere.chat event': fern(cohere.V2ChatStreamResponse),
  'cohere.chat-v1 body': fern(cohere.NonStreamedChatResponse),
  'cohere.chat-v1 event': fern(cohere.StreamedChatResponse),
  'cohere.embed body': fern(cohere.EmbedByTypeResponse),
  'cohere.embed-v1 body': fern(cohere.EmbedResponse),
  'cohere.rerank body': fern(cohere.V2RerankResponse),
  'cohere.rerank-v1 body': fern(cohere.RerankResponse),
  'cohere.tokenize body': fern(cohere.TokenizeResponse),
  'cohere.detokenize body': fern(cohere.DetokenizeResponse),
  'cohere.models body': fern(cohere.ListModelsResponse),
  'cohere.models.get body': fern(cohere.GetModelResponse),
}
