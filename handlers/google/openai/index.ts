import { chatCompletions } from '../../openai/chat-completions/index.ts'
import { embeddingsEndpoint } from '../../compatible/embeddings.ts'
import { floatsAsBase64 } from '../../openai/embeddings/encode.ts'
import { createdOf } from '../../compatible/model-rows.ts'
import { modelsEndpoints } from '../../compatible/models-endpoints.ts'
import type { AnyEndpoint } from '../../../src/provider.ts'
import type { Backend } from '../backend.ts'
import { gemini } from '../gemini.ts'
import { refused } from '../generate-content/errors.ts'
import { openaiChat } from './chat.ts'
import { openaiVoice, sorted, unknownModel } from './voice.ts'

/** `chat/completions` below this place. */
export function openaiChatAt(backend: Backend, place: string): AnyEndpoint {
  return chatCompletions(openaiChat(backend, `${place}/chat/completions`))
}

/** Google's OpenAI-compatible layer: chat completions, embeddings and models below this place. */
export function openaiLayer(place: string): readonly AnyEndpoint[] {
  const voice = openaiVoice(gemini)
  return [
    openaiChatAt(gemini, place),
    embeddingsEndpoint({
      ...voice,
      name: 'openai.embeddings',
      path: `${place}/embeddings`,
      dimensions: 3072,
      refused: (message) => refused(message),
      unknownModel: (model) => unknownModel(model, 'embedContent'),
      encode({ request, outcome }) {
        const isText = request.wire.encoding_format === 'base64'
        const data = outcome.vectors.map((values, index) => ({
          embedding: isText ? floatsAsBase64(values) : values,
          index,
          object: 'embedding',
        }))
        const tokens = outcome.usage?.inputTokens ?? 0
        const usage = { prompt_tokens: tokens, total_tokens: tokens }
        return { data, model: request.model, object: 'list', usage }
      },
    }),
    ...modelsEndpoints({
      ...voice,
      path: `${place}/models`,
      item: ({ model, id }) =>
        sorted({
          id: `models/${id}`,
          object: 'model',
          created: createdOf(model),
          owned_by: 'google',
          display_name: model.displayName,
        }) as object,
      list: (data) => ({ data, object: 'list' }),
      unknown: (id) => unknownModel(id, 'generateContent'),
    }).map((endpoint) => ({ ...endpoint, name: `openai.${endpoint.name}` })),
  ]
}
