import type { OperationResult } from '../../src/exchange.ts'
import { drawUuid } from '../../src/ids.ts'
import { ApiError } from '../../src/errors.ts'
import type { AnyEndpoint, Endpoint } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import { fileEndpoints, keepFile, NO_BODY, type FileResult } from '../compatible/stored-files.ts'
import { filesOf, type StoredFile } from '../openai/files/stored-file.ts'
import { encodeError, refused } from './errors.ts'
import { fileHeaders } from './operation-headers.ts'

interface UploadRequest extends OperationRequest {
  readonly file: File
  readonly purpose: string
}

interface FileList extends OperationResult {
  readonly files: readonly StoredFile[]
}

const VOICE = { operation: 'files', style: 'compact', encodeError, headers: fileHeaders } as const

/** A file as the wire shows it: keys in the order of the alphabet (recorded). */
function wireFile({ bytes, createdAt, expiresAt, filename, id, purpose }: StoredFile): object {
  return {
    bytes: bytes.length,
    created_at: createdAt,
    expires_at: expiresAt,
    filename,
    id,
    object: 'file',
    purpose,
  }
}

const upload: Endpoint<UploadRequest, FileResult> = {
  ...VOICE,
  name: 'files',
  method: 'POST',
  path: '/files',
  parse({ form }) {
    const file = form?.get('file')
    if (!(file instanceof File)) throw refused('Missing file in the multipart form.')
    const purpose = form?.get('purpose')
    return { ...NO_BODY, file, purpose: typeof purpose === 'string' ? purpose : '' }
  },
  perform: ({ file, purpose }, { store, seed, nowMs }) =>
    keepFile(store, file, { id: `file_${drawUuid(seed, 'file')}`, purpose, nowMs }),
  encode: ({ outcome }) => wireFile(outcome.file),
}

const { getOne, content, remove } = fileEndpoints({
  voice: VOICE,
  missing: (id) => new ApiError('not_found', `File ${id} not found.`),
  shown: wireFile,
  removed: ({ id }) => ({ deleted: true, id, object: 'file' }),
})

const list: Endpoint<OperationRequest, FileList> = {
  ...VOICE,
  name: 'files.list',
  method: 'GET',
  path: '/files',
  parse: () => NO_BODY,
  perform: (_, { store }) => ({ files: [...filesOf(store).values()].toReversed() }),
  encode: ({ outcome }) => ({ data: outcome.files.map(wireFile), pagination_token: null }),
}

/** All endpoints of files. */
export const files: readonly AnyEndpoint[] = [upload, list, content, getOne, remove]
