import type { Model } from '../../../src/models.ts'
import { traitsOf, type NativeFamily } from '../models.ts'
import { claude } from './claude.ts'
import { commandR } from './command-r.ts'
import type { NativeDialect } from './native.ts'
import { nova } from './nova.ts'
import { openai } from './openai.ts'
import { promptDialects } from './prompt-formats.ts'
import { malformed } from './schema-words.ts'

/** Embeddings have endpoints of their own; by a name that those do not know, they get here. */
const noChat: NativeDialect = {
  parse() {
    throw malformed('')
  },
  encode: () => ({}),
  encodeStream: () => () => [],
}

const DIALECTS: Record<NativeFamily, NativeDialect> = {
  ...promptDialects,
  claude,
  nova,
  'command-r': commandR,
  openai,
  'titan-embed': noChat,
  'cohere-embed': noChat,
  'nova-embed': noChat,
}

/** The format of a model. */
export function dialectOf(model: Model): NativeDialect {
  return DIALECTS[traitsOf(model).family]
}
