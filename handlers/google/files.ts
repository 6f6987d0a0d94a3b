import { ApiError } from '../../src/errors.ts'
import type { OperationResult } from '../../src/exchange.ts'
import { drawId, HEX, LOWER_ALNUM } from '../../src/ids.ts'
import type { AnyEndpoint, Call, OperationContext, Store } from '../../src/provider.ts'
import type { Backend } from './backend.ts'
import { plainEndpoint, type PlainRequest } from './endpoint.ts'
import { refused } from './generate-content/errors.ts'
import { createTime, nanoTime } from './ids.ts'
import { filesOf, HOST, wireFile, type StoredFile } from './stored-files.ts'

/** An upload that has been announced. */
interface Upload {
  readonly version: string
  readonly name: string | undefined
  readonly displayName: string | undefined
  readonly mimeType: string
  readonly sizeBytes: number
  /** What has arrived of it. */
  readonly text: string
}

interface UploadRequest extends PlainRequest {
  readonly operation: 'files'
  /** What this step brings. */
  readonly text: string
  readonly step: 'start' | 'continue' | 'finalize'
  readonly uploadId: string
  readonly upload: Upload
}

interface Uploaded extends OperationResult {
  readonly file: StoredFile | undefined
  readonly uploadUrl: string | undefined
}

interface FileRequest extends PlainRequest {
  readonly operation: 'files'
  readonly name: string
}

interface Found extends OperationResult {
  readonly files: readonly StoredFile[]
}

const TWO_DAYS_MS = 172_800_000

/** Uploads in steps, as the official clients make them, and the files that come of them. */
export function files(backend: Backend): readonly AnyEndpoint[] {
  const path = '/:version/files'
  const single = `${path}/:id`
  const operation = 'files' as const
  return [
    downloadFile(backend),
    plainEndpoint<UploadRequest, Uploaded>(backend, {
      name: 'files.upload',
      method: 'POST',
      path: '/upload/:version/files',
      operation,
      parse: parseUpload,
      perform: upload,
      body: ({ file }) => (file ? { file: wireFile(file) } : {}),
      extraHeaders: ({ file, uploadUrl }): Record<string, string> =>
        file
          ? { 'x-goog-upload-status': 'final' }
          : {
              'x-goog-upload-status': 'active',
              ...(uploadUrl === undefined
                ? {}
                : { 'x-goog-upload-url': uploadUrl, 'x-goog-upload-chunk-granularity': '8388608' }),
            },
    }),
    plainEndpoint<FileRequest, Found>(backend, {
      name: 'files.list',
      method: 'GET',
      path,
      operation,
      parse: () => ({ model: '', wire: undefined, name: '' }),
      perform: (_, { store }) => ({ files: [...filesOf(store).values()].toReversed() }),
      body: ({ files: all }) => (all.length > 0 ? { files: all.map(wireFile) } : {}),
    }),
    plainEndpoint<FileRequest, Found>(backend, {
      name: 'files.get',
      method: 'GET',
      path: single,
      operation,
      parse: parseName,
      perform: ({ name }, { store }) => ({ files: [found(name, store)] }),
      body: ({ files: [file] }) => wireFile(file!),
    }),
    plainEndpoint<FileRequest, Found>(backend, {
      name: 'files.delete',
      method: 'DELETE',
      path: single,
      operation,
      parse: parseName,
      perform({ name }, { store }) {
        const file = found(name, store)
        filesOf(store).delete(name)
        return { files: [file] }
      },
      body: () => ({}),
    }),
  ]
}

/** The bytes of a file; only what a batch has written can be had back. */
function downloadFile(backend: Backend): AnyEndpoint {
  const endpoint = plainEndpoint<FileRequest, Found>(backend, {
    name: 'files.download',
    method: 'GET',
    path: '/:version/files/:id:download',
    operation: 'files',
    parse: parseName,
    perform({ name }, { store }) {
      const file = found(name, store)
      if (file.source !== 'GENERATED')
        throw refused(
          `File ${name} is not a downloadable file. Only files that the service has generated can be downloaded.`,
        )
      return { files: [file] }
    },
    body: () => ({}),
  })
  const encode = ({ outcome: { files: all } }: { readonly outcome: Found }) => all[0]!.text ?? ''
  return { ...endpoint, encode, contentType: 'application/jsonl' }
}

function uploadsOf(store: Store): Map<string, Upload> {
  return store.collection<Upload>('uploads')
}

function parseName(call: Call): Omit<FileRequest, 'transport' | 'operation' | 'stream'> {
  return { model: '', wire: undefined, name: `files/${call.params['id']}` }
}

function found(name: string, store: Store): StoredFile {
  const file = filesOf(store).get(name)
  if (file) return file
  const id = name.slice('files/'.length)
  throw new ApiError('permission', `You do not have permission to access the File ${id} or it may not exist.`, {
    status: 403,
  })
}

function parseUpload(call: Call): Omit<UploadRequest, 'transport' | 'operation' | 'stream'> {
  const { headers, url, params, json, text } = call
  const command = headers.get('x-goog-upload-command') ?? ''
  const uploadId = url.searchParams.get('upload_id') ?? ''
  const sizeBytes = Number(headers.get('x-goog-upload-header-content-length') ?? text.length)
  const { file } = (typeof json === 'object' && json !== null ? json : {}) as {
    readonly file?: { readonly name?: string; readonly displayName?: string; readonly mimeType?: string }
  }
  const base = { model: '', wire: undefined, uploadId, text }
  if (command === 'start') {
    const mimeType = headers.get('x-goog-upload-header-content-type') ?? file?.mimeType ?? 'application/octet-stream'
    const announced = {
      version: params['version']!,
      name: file?.name,
      displayName: file?.displayName,
      mimeType,
      sizeBytes,
      text: '',
    }
    return { ...base, step: 'start', upload: announced }
  }
  const known = uploadsOf(call.store).get(uploadId)
  if (!known) throw refused('Upload has already been terminated or does not exist.')
  return { ...base, step: command.includes('finalize') ? 'finalize' : 'continue', upload: known }
}

function upload({ step, uploadId, upload: announced, text }: UploadRequest, context: OperationContext): Uploaded {
  const { store, seed } = context
  if (step === 'start') {
    const id = `AHV${drawId(seed, 'upload', 61, LOWER_ALNUM)}`
    uploadsOf(store).set(id, announced)
    const uploadUrl = `${HOST}/upload/${announced.version}/files?upload_id=${id}&upload_protocol=resumable`
    return { file: undefined, uploadUrl }
  }
  const whole = { ...announced, text: announced.text + text }
  if (step === 'continue') {
    uploadsOf(store).set(uploadId, whole)
    return { file: undefined, uploadUrl: undefined }
  }
  uploadsOf(store).delete(uploadId)
  const file = newFile(whole, context)
  filesOf(store).set(file.name, file)
  return { file, uploadUrl: undefined }
}

function newFile(
  { name: asked, displayName, mimeType, sizeBytes, version, text }: Upload,
  { seed, nowMs }: OperationContext,
): StoredFile {
  const name = asked ?? `files/${drawId(seed, 'file', 12, LOWER_ALNUM)}`
  const now = createTime(seed, nowMs)
  return {
    name,
    ...(displayName === undefined ? {} : { displayName }),
    mimeType,
    sizeBytes: String(sizeBytes),
    createTime: now,
    updateTime: now,
    expirationTime: nanoTime(seed, nowMs + TWO_DAYS_MS, 'expires'),
    // Drawn, not computed: the bytes are not kept.
    sha256Hash: btoa(drawId(seed, 'hash', 64, HEX)),
    uri: `${HOST}/${version}/${name}`,
    state: 'ACTIVE',
    source: 'UPLOADED',
    ...(/^text\/|json/.test(mimeType) ? { text } : {}),
  }
}
