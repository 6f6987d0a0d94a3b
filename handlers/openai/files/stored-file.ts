import type { Store } from '../../../src/provider.ts'
import { BASE58, drawId } from '../../../src/ids.ts'
import type { Seed } from '../../../src/random.ts'

export const PURPOSES = ['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals'] as const

/** A file that was uploaded, or that a batch wrote. */
export interface StoredFile {
  readonly id: string
  readonly purpose: string
  readonly filename: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Seconds since the epoch. */
  readonly createdAt: number
  readonly expiresAt: number | null
}

/** The files of one provider. */
export function filesOf(store: Store): Map<string, StoredFile> {
  return store.collection<StoredFile>('openai.files')
}

/** Thirty days, after which files of batches are gone (recorded). */
const BATCH_FILE_SECONDS = 2_592_000

/** Keeps a file and gives it back; `file-` and 22 characters name it. */
export function storeFile(
  store: Store,
  seed: Seed,
  name: string,
  file: Omit<StoredFile, 'id' | 'expiresAt'> & { readonly expiresAfterSeconds?: number | undefined },
): StoredFile {
  const { purpose, filename, bytes, createdAt, expiresAfterSeconds } = file
  const seconds = expiresAfterSeconds ?? (purpose.startsWith('batch') ? BATCH_FILE_SECONDS : undefined)
  const stored: StoredFile = {
    id: `file-${drawId(seed, name, 22, BASE58)}`,
    purpose,
    filename,
    bytes,
    createdAt,
    expiresAt: seconds === undefined ? null : createdAt + seconds,
  }
  filesOf(store).set(stored.id, stored)
  return stored
}

/** A file as the wire shows it, keys in the order of the recordings. */
export function wireFile({ id, purpose, filename, bytes, createdAt, expiresAt }: StoredFile): object {
  return {
    object: 'file',
    id,
    purpose,
    filename,
    bytes: bytes.length,
    created_at: createdAt,
    expires_at: expiresAt,
    status: 'processed',
    status_details: null,
  }
}
