import type { AnyEndpoint, ProviderDefinition } from '../../src/provider.ts'
import { floatEmbeddings } from '../compatible/float-embeddings.ts'
import { refusals } from '../compatible/plain-errors.ts'
import type { GatewayCall } from './call.ts'
import { gatewayVoice } from './chat-endpoint.ts'
import type { Face } from './face.ts'

const words = refusals((model) => [`The model \`${model}\` does not exist.`, 404, 'model_not_found'])

/** Embeddings in OpenAI's shape at a provider that may speak another. */
export function embeddingsEndpoint(definition: ProviderDefinition, face: Face, call: GatewayCall): AnyEndpoint {
  return floatEmbeddings({ name: 'gateway-embeddings', ...gatewayVoice(definition, face, call), ...words })
}
