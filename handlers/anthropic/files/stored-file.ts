import type { Store } from '../../../src/provider.ts'

/** A file that was uploaded, or that a tool wrote. */
export interface StoredFile {
  readonly id: string
  readonly filename: string
  readonly mimeType: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly createdAtMs: number
  /** Only what tools wrote can be downloaded. */
  readonly isDownloadable: boolean
}

/** The files of one provider. */
export function filesOf(store: Store): Map<string, StoredFile> {
  return store.collection<StoredFile>('anthropic.files')
}

/** A file as the wire shows it. */
export function wireFile({ id, filename, mimeType, bytes, createdAtMs, isDownloadable }: StoredFile) {
  return {
    type: 'file',
    id,
    size_bytes: bytes.length,
    created_at: new Date(createdAtMs).toISOString().replace('Z', '000Z'),
    filename,
    mime_type: mimeType,
    downloadable: isDownloadable,
  } as const
}
