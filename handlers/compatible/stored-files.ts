import type { OperationResult } from '../../src/exchange.ts'
import type { Call, Endpoint, JsonStyle, Store, Voice } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import { filesOf, type StoredFile } from '../openai/files/stored-file.ts'

/** What an endpoint of one file answers. */
export interface FileResult extends OperationResult {
  readonly file: StoredFile
}

/** A request that names a file. */
export interface FileRequest extends OperationRequest {
  readonly id: string
}

/** A request without a body. */
export const NO_BODY = { operation: 'files', model: '', stream: false, wire: undefined } as const

/** How a provider speaks of its files. */
export interface FilesVoice extends Voice {
  readonly operation: 'files'
  readonly style: JsonStyle
  readonly contentType?: string
}

/** Keeps an uploaded file. */
export async function keepFile(
  store: Store,
  file: File,
  about: { readonly id: string; readonly purpose: string; readonly nowMs: number },
): Promise<FileResult> {
  const stored: StoredFile = {
    id: about.id,
    purpose: about.purpose,
    filename: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
    createdAt: Math.floor(about.nowMs / 1000),
    expiresAt: null,
  }
  filesOf(store).set(stored.id, stored)
  return { file: stored }
}

/** The endpoints of one file: what it is, what it holds, its end; and the base of others of its kind. */
export function fileEndpoints({
  voice,
  missing,
  shown,
  removed,
}: {
  readonly voice: FilesVoice
  /** The refusal of an id that no file has. */
  readonly missing: (id: string) => Error
  readonly shown: (file: StoredFile) => unknown
  readonly removed: (file: StoredFile) => unknown
}) {
  const found = (store: Store, id: string): StoredFile => {
    const file = filesOf(store).get(id)
    if (!file) throw missing(id)
    return file
  }
  const ofOne = {
    ...voice,
    path: '/files/:id',
    parse: ({ params }: Call): FileRequest => ({ ...NO_BODY, id: params['id']! }),
    perform: ({ id }: FileRequest, { store }: { readonly store: Store }): FileResult => ({ file: found(store, id) }),
  } as const
  const getOne: Endpoint<FileRequest, FileResult> = {
    ...ofOne,
    name: 'files.get',
    method: 'GET',
    encode: ({ outcome }) => shown(outcome.file),
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
    encode: ({ outcome }) => removed(outcome.file),
  }
  return { ofOne, getOne, content, remove }
}
