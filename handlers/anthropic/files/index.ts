import { ApiError } from '../../../src/errors.ts'
import type { OperationResult } from '../../../src/exchange.ts'
import type { Call, Endpoint, Store } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { fileId } from '../ids.ts'
import { protocolOf } from '../messages/check-headers.ts'
import { encodeError } from '../messages/errors.ts'
import { objectHeaders } from '../messages/headers.ts'
import { refused } from '../messages/issues.ts'
import { pageItems, pageRequestOf, wirePage, type PageRequest } from '../page.ts'
import { filesOf, wireFile, type StoredFile } from './stored-file.ts'

const COMMON = { style: 'compact', operation: 'files', encodeError, headers: objectHeaders } as const
/** 500 MB. */
const MOST_BYTES = 500 * 1024 * 1024
/** Characters that the name of a file may not hold. */
const FORBIDDEN = /[<>:"|?*\\/]|\p{Cc}/u

interface UploadRequest extends OperationRequest {
  readonly file: File
}

interface FileRequest extends OperationRequest {
  readonly id: string
}

interface FileResult extends OperationResult {
  readonly file: StoredFile
}

function parseUpload(call: Call): UploadRequest {
  protocolOf(call)
  const file = call.form?.get('file')
  if (!(file instanceof File)) throw refused('file: Field required')
  if (file.name.length > 255 || FORBIDDEN.test(file.name)) throw refused(`file: Invalid filename: ${file.name}`)
  if (file.size > MOST_BYTES) throw new ApiError('invalid_request', 'Request exceeds the maximum size', { status: 413 })
  return { operation: 'files', model: '', stream: false, wire: undefined, file }
}

function parseId(call: Call): FileRequest {
  protocolOf(call)
  return { operation: 'files', model: '', stream: false, wire: undefined, id: call.params['id']! }
}

/** The file with this id. */
export function foundFile(store: Store, id: string): StoredFile {
  const file = filesOf(store).get(id)
  if (!file) throw new ApiError('not_found', `File not found: ${id}`)
  return file
}

/** `POST /v1/files`: a form with the member `file`. */
const upload: Endpoint<UploadRequest, FileResult> = {
  ...COMMON,
  name: 'files',
  method: 'POST',
  path: '/v1/files',
  parse: parseUpload,
  async perform({ file }, { store, seed, nowMs }) {
    const stored: StoredFile = {
      id: fileId(seed, 'file'),
      filename: file.name,
      mimeType: file.type || 'application/octet-stream',
      bytes: new Uint8Array(await file.arrayBuffer()),
      createdAtMs: nowMs,
      isDownloadable: false,
    }
    filesOf(store).set(stored.id, stored)
    return { file: stored }
  },
  encode: ({ outcome }) => wireFile(outcome.file),
}

/** `GET /v1/files/{id}`. */
const get: Endpoint<FileRequest, FileResult> = {
  ...COMMON,
  name: 'files.get',
  method: 'GET',
  path: '/v1/files/:id',
  parse: parseId,
  perform: ({ id }, { store }) => ({ file: foundFile(store, id) }),
  encode: ({ outcome }) => wireFile(outcome.file),
}

/** `GET /v1/files/{id}/content`: the bytes of what a tool wrote. */
const content: Endpoint<FileRequest, FileResult> = {
  ...COMMON,
  name: 'files.content',
  method: 'GET',
  path: '/v1/files/:id/content',
  parse: parseId,
  perform({ id }, { store }) {
    const file = foundFile(store, id)
    if (!file.isDownloadable) throw refused(`File '${id}' is not downloadable.`)
    return { file }
  },
  contentType: ({ outcome }) => outcome.file.mimeType,
  encode: ({ outcome }) => outcome.file.bytes,
}

/** `DELETE /v1/files/{id}`. */
const remove: Endpoint<FileRequest, FileResult> = {
  ...COMMON,
  name: 'files.delete',
  method: 'DELETE',
  path: '/v1/files/:id',
  parse: parseId,
  perform({ id }, { store }) {
    const file = foundFile(store, id)
    filesOf(store).delete(id)
    return { file }
  },
  encode: ({ outcome }) => ({ id: outcome.file.id, type: 'file_deleted' }),
}

interface ListRequest extends OperationRequest {
  readonly page: PageRequest
}

interface FileList extends OperationResult {
  readonly items: readonly StoredFile[]
  readonly hasMore: boolean
}

/** `GET /v1/files`, newest first. */
const list: Endpoint<ListRequest, FileList> = {
  ...COMMON,
  name: 'files.list',
  method: 'GET',
  path: '/v1/files',
  parse(call) {
    protocolOf(call)
    return { operation: 'files', model: '', stream: false, wire: undefined, page: pageRequestOf(call) }
  },
  perform: ({ page }, { store }) => pageItems([...filesOf(store).values()].toReversed(), page),
  encode: ({ outcome: { items, hasMore } }) => wirePage(items.map(wireFile), hasMore),
}

/** All endpoints of files. */
export const files = [upload, list, get, content, remove] as const
