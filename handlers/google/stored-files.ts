import type { Store } from '../../src/provider.ts'

/** A file that was uploaded, or that a batch has written. */
export interface StoredFile {
  readonly name: string
  readonly displayName?: string
  readonly mimeType: string
  readonly sizeBytes: string
  readonly createTime: string
  readonly updateTime: string
  readonly expirationTime?: string
  readonly sha256Hash?: string
  readonly uri: string
  readonly downloadUri?: string
  readonly state: 'ACTIVE'
  readonly source: 'UPLOADED' | 'GENERATED'
  /** What it holds; of binary files nothing is kept. */
  readonly text?: string
}

export const HOST = 'https://generativelanguage.googleapis.com'

/** The files of one provider by name (`files/…`). */
export function filesOf(store: Store): Map<string, StoredFile> {
  return store.collection<StoredFile>('files')
}

/** A file as it is shown. */
export function wireFile({ text: _text, ...shown }: StoredFile): object {
  return shown
}
