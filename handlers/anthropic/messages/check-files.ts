import { ApiError } from '../../../src/errors.ts'
import type { StoredFile } from '../files/stored-file.ts'
import { blocksOf } from './content-blocks.ts'
import type { ContentBlockParam, MessagesRequest } from './wire.ts'

/** Refuses a conversation that names a file which is not there. */
export function checkFiles({ messages }: MessagesRequest, files: ReadonlyMap<string, StoredFile>): void {
  for (const message of messages) {
    for (const id of blocksOf(message).flatMap(filesIn)) {
      if (!files.has(id)) throw new ApiError('not_found', `File not found: ${id}`)
    }
  }
}

function filesIn(block: ContentBlockParam): readonly string[] {
  if (block.type === 'container_upload') return typeof block['file_id'] === 'string' ? [block['file_id']] : []
  if ((block.type !== 'image' && block.type !== 'document') || block.source.type !== 'file') return []
  return [block.source.file_id]
}
