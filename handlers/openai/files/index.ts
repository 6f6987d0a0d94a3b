import type { OperationResult } from '../../../src/exchange.ts'
import type { Call, Endpoint, Store } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import type { Shape } from '../../../src/validation.ts'
import { encodeError } from '../errors.ts'
import { checkedFields, readForm } from '../form-body.ts'
import { noSuchObject } from '../operation-body.ts'
import { openHeaders, unlimited } from '../operation-headers.ts'
import { pageItems, pageOf, wirePage, type PageRequest } from '../page.ts'
import { refused } from '../wording.ts'
import { filesOf, PURPOSES, storeFile, wireFile, type StoredFile } from './stored-file.ts'

interface FileResult extends OperationResult {
  readonly file: StoredFile
}

interface FileRequest extends OperationRequest {
  readonly id: string
}

const COMMON = {
  style: 'pretty+newline',
  operation: 'files',
  encodeError,
  headers: unlimited(openHeaders, 'CF-Ray'),
} as const

const UPLOAD = {
  type: 'object',
  fields: {
    purpose: { type: 'string', required: true },
    expires_after: {
      type: 'object',
      fields: {
        anchor: { type: 'string', required: true, choice: ['created_at'] },
        seconds: { type: 'integer', required: true, min: 3600, max: 2_592_000 },
      },
    },
  },
} satisfies Shape

interface WireUpload {
  readonly purpose: string
  readonly expires_after?: { readonly seconds: number }
}

interface UploadRequest extends OperationRequest<WireUpload> {
  readonly file: File
}

/** All endpoints of files. */
export function files() {
  return [uploadFile(), listFiles(), fileContent(), getFile(), deleteFile()] as const
}

/** POST /files. */
function uploadFile(): Endpoint<UploadRequest, FileResult> {
  return {
    ...COMMON,
    name: 'files',
    method: 'POST',
    path: '/files',
    parse: parseUpload,
    async perform({ file, wire }, { store, seed, nowMs }) {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const stored = storeFile(store, seed, 'file', {
        purpose: wire.purpose,
        filename: file.name,
        bytes,
        createdAt: Math.floor(nowMs / 1000),
        expiresAfterSeconds: wire.expires_after?.seconds,
      })
      return { file: stored }
    },
    encode: ({ outcome }) => wireFile(outcome.file),
  }
}

/** 512 MB. */
const MOST_BYTES = 512 * 1024 * 1024

function parseUpload(call: Call): UploadRequest {
  const form = readForm(call, UPLOAD)
  const file = form.files['file']?.[0]
  if (!file) throw refused("'file' is a required property", null, null)
  if (form.fields['purpose'] === undefined) throw refused("'purpose' is a required property", null, null)
  const wire = checkedFields(call, form, UPLOAD) as WireUpload
  if (!(PURPOSES as readonly string[]).includes(wire.purpose)) {
    const list = PURPOSES.map((one) => `'${one}'`).join(', ')
    throw refused(`'${wire.purpose}' is not one of [${list}] - 'purpose'`, null, null)
  }
  if (file.size === 0) throw refused('File is empty.', 'file', 'empty_file')
  if (file.size > MOST_BYTES) throw refused(`File is too large. Maximum size is ${MOST_BYTES} bytes.`, 'file', null)
  return { operation: 'files', model: '', stream: false, wire, file }
}

/** The file of the path's id. */
function found(store: Store, id: string): StoredFile {
  const file = filesOf(store).get(id)
  if (!file) throw noSuchObject('File', id)
  return file
}

function parseId({ params }: Call): FileRequest {
  return { operation: 'files', model: '', stream: false, wire: undefined, id: params['id']! }
}

/** GET /files/:id. */
function getFile(): Endpoint<FileRequest, FileResult> {
  return {
    ...COMMON,
    name: 'files.get',
    method: 'GET',
    path: '/files/:id',
    parse: parseId,
    perform: ({ id }, { store }) => ({ file: found(store, id) }),
    encode: ({ outcome }) => wireFile(outcome.file),
  }
}

/** GET /files/:id/content: the bytes as they came. */
function fileContent(): Endpoint<FileRequest, FileResult> {
  return {
    ...COMMON,
    name: 'files.content',
    method: 'GET',
    path: '/files/:id/content',
    parse: parseId,
    perform: ({ id }, { store }) => ({ file: found(store, id) }),
    contentType: 'application/octet-stream',
    encode: ({ outcome }) => outcome.file.bytes,
  }
}

/** DELETE /files/:id. */
function deleteFile(): Endpoint<FileRequest, FileResult> {
  return {
    ...COMMON,
    name: 'files.delete',
    method: 'DELETE',
    path: '/files/:id',
    parse: parseId,
    perform({ id }, { store }) {
      const file = found(store, id)
      filesOf(store).delete(id)
      return { file }
    },
    encode: ({ outcome }) => ({ object: 'file', id: outcome.file.id, deleted: true }),
  }
}

interface ListRequest extends OperationRequest {
  readonly page: PageRequest
  readonly purpose: string | null
}

interface FileList extends OperationResult {
  readonly items: readonly StoredFile[]
  readonly hasMore: boolean
}

/** GET /files. */
function listFiles(): Endpoint<ListRequest, FileList> {
  return {
    ...COMMON,
    name: 'files.list',
    method: 'GET',
    path: '/files',
    parse: (call) => ({
      operation: 'files',
      model: '',
      stream: false,
      wire: undefined,
      page: pageOf(call, 10_000, 10_000),
      purpose: call.url.searchParams.get('purpose'),
    }),
    perform({ page, purpose }, { store }) {
      const all = [...filesOf(store).values()]
      return pageItems(purpose === null ? all : all.filter((file) => file.purpose === purpose), page)
    },
    encode: ({ outcome: { items, hasMore } }) =>
      wirePage(
        items.map(wireFile),
        items.map(({ id }) => id),
        hasMore,
      ),
  }
}
