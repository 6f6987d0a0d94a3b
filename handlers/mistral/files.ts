import type { Exchange, OperationResult } from '../../src/exchange.ts'
import { drawId, drawUuid, HEX } from '../../src/ids.ts'
import type { AnyEndpoint, Endpoint } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import { spacedJson } from '../anthropic/messages/spaced-json.ts'
import { unprocessable } from '../compatible/pydantic.ts'
import { fileEndpoints, keepFile, NO_BODY, type FileRequest, type FileResult } from '../compatible/stored-files.ts'
import { filesOf, type StoredFile } from '../openai/files/stored-file.ts'
import { encodeError, noSuchFile } from './errors.ts'
import { gatewayHeaders } from './headers.ts'

type FilePurpose = 'fine-tune' | 'batch' | 'ocr' | 'audio'

const PURPOSES = ['fine-tune', 'batch', 'ocr', 'audio'] as const satisfies readonly FilePurpose[]

const SAMPLE_TYPE: Readonly<Record<FilePurpose, string>> = {
  'fine-tune': 'instruct',
  batch: 'batch_request',
  ocr: 'ocr_input',
  audio: 'audio',
}

interface UploadRequest extends OperationRequest {
  readonly file: File
  readonly purpose: FilePurpose
}

/** JSON as Python writes it: with spaces (recorded). */
const VOICE = {
  operation: 'files',
  style: 'compact',
  contentType: 'application/json; charset=utf-8',
  encodeError,
  headers,
} as const

/** Neither limits nor the times of the API (recorded). */
function headers(exchange: Exchange): Record<string, string> {
  const { 'x-envoy-upstream-service-time': _time, ...kept } = gatewayHeaders(exchange)
  return kept
}

function spaced(body: object): string {
  return spacedJson(JSON.stringify(body))
}

function wireFile({ id, bytes, createdAt, filename, purpose }: StoredFile): object {
  return {
    id,
    object: 'file',
    bytes: bytes.length,
    created_at: createdAt,
    filename,
    purpose,
    sample_type: SAMPLE_TYPE[purpose as FilePurpose],
    num_lines: filename.endsWith('.jsonl') ? new TextDecoder().decode(bytes).trim().split('\n').length : 0,
    mimetype: mediaTypeOf(filename),
    source: 'upload',
    signature: drawId(bytes.length, filename, 32, HEX),
    expires_at: null,
    visibility: 'workspace',
  }
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jsonl: 'application/jsonl',
  txt: 'text/plain',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
}

function mediaTypeOf(filename: string): string {
  return MEDIA_TYPES[filename.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}

const upload: Endpoint<UploadRequest, FileResult> = {
  ...VOICE,
  name: 'files',
  method: 'POST',
  path: '/files',
  parse({ form, json }) {
    const file = form?.get('file')
    if (!(file instanceof File)) throw unprocessable([{ kind: 'missing', path: ['file'] }], json)
    const said = form?.get('purpose') ?? 'fine-tune'
    const purpose = PURPOSES.find((one) => one === said)
    if (!purpose)
      throw unprocessable([{ kind: 'choice', path: ['purpose'], allowed: PURPOSES, value: said }], { purpose: said })
    return { ...NO_BODY, file, purpose }
  },
  perform: ({ file, purpose }, { store, seed, nowMs }) =>
    keepFile(store, file, { id: drawUuid(seed, 'file'), purpose, nowMs }),
  encode: ({ outcome }) => spaced(wireFile(outcome.file)),
}

const { ofOne, getOne, content, remove } = fileEndpoints({
  voice: VOICE,
  missing: noSuchFile,
  shown: (file) => spaced({ ...wireFile(file), deleted: false }),
  removed: ({ id }) => spaced({ id, object: 'file', deleted: true }),
})

const address: Endpoint<FileRequest, FileResult> = {
  ...ofOne,
  name: 'files.url',
  method: 'GET',
  path: '/files/:id/url',
  encode: ({ outcome, seed }) =>
    spaced({
      url: `https://mistralaifilesapiprodswe.blob.core.windows.net/fine-tune/${outcome.file.id}?sig=${drawId(seed, 'signature', 43, HEX)}`,
    }),
}

interface FileList extends OperationResult {
  readonly files: readonly StoredFile[]
}

interface ListRequest extends OperationRequest {
  readonly purpose: string | null
}

const list: Endpoint<ListRequest, FileList> = {
  ...VOICE,
  name: 'files.list',
  method: 'GET',
  path: '/files',
  parse: ({ url }) => ({ ...NO_BODY, purpose: url.searchParams.get('purpose') }),
  perform: ({ purpose }, { store }) => ({
    files: [...filesOf(store).values()].filter((file) => purpose === null || file.purpose === purpose).toReversed(),
  }),
  encode: ({ outcome: { files: all } }) => spaced({ data: all.map(wireFile), object: 'list', total: all.length }),
}

/** All endpoints of files. */
export const files: readonly AnyEndpoint[] = [upload, list, content, address, getOne, remove]
