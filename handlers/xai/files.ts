import type { OperationResult } from '../../src/exchange.ts'
import { drawUuid } from '../../src/ids.ts'
import { ApiError } from '../../src/errors.ts'
import type { AnyEndpoint, Call, Endpoint, Store } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import { filesOf, type StoredFile } from '../openai/files/stored-file.ts'
import { encodeError, refused } from './errors.ts'
import { fileHeaders } from './operation-headers.ts'

interface FileResult extends OperationResult {
  readonly file: StoredFile
}

interface UploadRequest extends OperationRequest {
  readonly file: File
  readonly purpose: string
}

interface FileRequest extends OperationRequest {
  readonly id: string
}

interface FileList extends OperationResult {
  readonly files: readonly StoredFile[]
}

const NO_BODY = { operation: 'files', model: '', stream: false, wire: undefined } as const
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
  async perform({ file, purpose }, { store, seed, nowMs }) {
    const stored: StoredFile = {
      id: `file_${drawUuid(seed, 'file')}`,
      purpose,
      filename: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
      createdAt: Math.floor(nowMs / 1000),
      expiresAt: null,
    }
    filesOf(store).set(stored.id, stored)
    return { file: stored }
  },
  encode: ({ outcome }) => wireFile(outcome.file),
}

function found(store: Store, id: string): StoredFile {
  const file = filesOf(store).get(id)
  if (!file) throw new ApiError('not_found', `File ${id} not found.`)
  return file
}

const ofOne = {
  ...VOICE,
  path: '/files/:id',
  parse: ({ params }: Call): FileRequest => ({ ...NO_BODY, id: params['id']! }),
  perform: ({ id }: FileRequest, { store }: { readonly store: Store }): FileResult => ({ file: found(store, id) }),
} as const

const getOne: Endpoint<FileRequest, FileResult> = {
  ...ofOne,
  name: 'files.get',
  method: 'GET',
  encode: ({ outcome }) => wireFile(outcome.file),
}

const content: Endpoint<FileRequest, FileResult> = {
  ...ofOne,
  name: 'files.content',
  method: 'GET',
  path: '/files/:id/content',
  contentType: 'application/octet-stream',
  encode: ({ outcome }) => outcome.file.bytes,
}

const remove: Endpoint<FileRequest, FileResult> = {
  ...ofOne,
  name: 'files.delete',
  method: 'DELETE',
  perform({ id }, { store }) {
    const file = found(store, id)
    filesOf(store).delete(id)
    return { file }
  },
  encode: ({ outcome }) => ({ deleted: true, id: outcome.file.id, object: 'file' }),
}

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
