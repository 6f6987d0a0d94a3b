import type { Citation } from '../../../src/completion.ts'
import { BASE62, drawId } from '../../../src/ids.ts'
import type { Seed } from '../../../src/random.ts'

/** A citation as an annotation of the text: of an address, or else of a file with its name in `title`. */
export function wireAnnotation({ url, title = '', start = 0, end = 0 }: Citation, seed: Seed): object {
  if (url !== undefined) return { type: 'url_citation', end_index: end, start_index: start, title, url }
  const file_id = `file-${drawId(seed, `file ${title}`, 22, BASE62)}`
  return { type: 'file_citation', file_id, filename: title, index: end }
}
