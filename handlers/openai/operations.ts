import type { AnyEndpoint } from '../../src/provider.ts'
import { speech, transcriptions, translations } from './audio/index.ts'
import { batches } from './batches/index.ts'
import { completions } from './completions/index.ts'
import { embeddings } from './embeddings/index.ts'
import { files } from './files/index.ts'
import { editImages, generateImages, varyImages } from './images/index.ts'
import { moderations } from './moderations/index.ts'

/** The endpoints besides chat completions, responses and models. */
export function operations(): readonly AnyEndpoint[] {
  return [
    embeddings(),
    moderations(),
    completions(),
    generateImages(),
    editImages(),
    varyImages(),
    speech(),
    transcriptions(),
    translations(),
    ...files(),
    ...batches(),
  ]
}
