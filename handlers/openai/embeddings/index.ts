import type { Endpoint } from '../../../src/provider.ts'
import { encodeError } from '../errors.ts'
import { routedHeaders } from '../operation-headers.ts'
import { encode } from './encode.ts'
import { parseRequest, type EmbeddingRequest } from './parse.ts'
import { performEmbeddings, type Embeddings } from './perform.ts'

/** POST /embeddings. */
export function embeddings(): Endpoint<EmbeddingRequest, Embeddings> {
  return {
    name: 'embeddings',
    method: 'POST',
    path: '/embeddings',
    operation: 'embeddings',
    style: 'pretty+newline',
    parse: parseRequest,
    perform: performEmbeddings,
    encode,
    encodeError,
    headers: routedHeaders,
  }
}
