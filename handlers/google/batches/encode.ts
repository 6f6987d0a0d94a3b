import type { Store } from '../../../src/provider.ts'
import { filesOf, HOST, type StoredFile } from '../stored-files.ts'
import { nanoTime } from '../ids.ts'
import { answeredLines, observe, stateOf, type Batch, type BatchLine } from './batch.ts'

const TYPES = 'type.googleapis.com/google.ai.generativelanguage.v1main'

/** A batch as the operation that it is on the wire, seen at a time; counts are text, and those of 0 are left out (recorded). */
export function wireBatch(batch: Batch, store: Store, nowMs: number): object {
  observe(batch, nowMs)
  const { name, model, displayName, inputFile, seed, createdAtMs, cancelledAtMs, endsAtMs, lines } = batch
  const state = stateOf(batch, nowMs)
  const isOver = state !== 'PENDING' && state !== 'RUNNING'
  const answered = answeredLines(batch, nowMs)
  const failed = answered.filter(({ answer }) => answer!.isError).length
  const counts = {
    requestCount: lines.length,
    successfulRequestCount: answered.length - failed,
    failedRequestCount: failed,
    pendingRequestCount: state === 'SUCCEEDED' ? 0 : lines.length - answered.length,
  }
  const updatedMs = state === 'PENDING' ? createdAtMs : isOver ? (cancelledAtMs ?? endsAtMs) : nowMs
  const output = state === 'SUCCEEDED' ? outputOf(batch, store) : undefined
  return {
    name,
    metadata: {
      '@type': `${TYPES}.GenerateContentBatch`,
      model,
      ...(displayName === undefined ? {} : { displayName }),
      ...(inputFile === undefined ? {} : { inputConfig: { fileName: inputFile } }),
      ...(output ? { output } : {}),
      createTime: nanoTime(seed, createdAtMs, 'created'),
      ...(isOver ? { endTime: nanoTime(seed, updatedMs, 'ended') } : {}),
      updateTime: nanoTime(seed, updatedMs, state === 'PENDING' ? 'created' : isOver ? 'ended' : 'updated'),
      batchStats: Object.fromEntries(
        Object.entries(counts).flatMap(([key, count]) => (count > 0 ? [[key, String(count)]] : [])),
      ),
      state: `BATCH_STATE_${state}`,
      name,
    },
    ...(isOver ? { done: true } : {}),
    ...(output ? { response: { '@type': `${TYPES}.GenerateContentBatchOutput`, ...output } } : {}),
    ...(state === 'CANCELLED' ? { error: { code: 1, message: 'The operation was cancelled.' } } : {}),
  }
}

/** What came of every request: in the body, or in a file where they came in one. */
function outputOf(batch: Batch, store: Store): object {
  if (batch.inputFile !== undefined) return { responsesFile: outputFile(batch, store).name }
  const inlinedResponses = batch.lines.map((line) => ({
    ...resultOf(line),
    ...(line.metadata === undefined ? {} : { metadata: line.metadata }),
  }))
  return { inlinedResponses: { inlinedResponses } }
}

function resultOf({ answer }: BatchLine): object {
  return answer!.isError ? { error: answer!.body } : { response: answer!.body }
}

/** The file of results: a line of JSON for each request. */
function outputFile(batch: Batch, store: Store): StoredFile {
  const name = `files/batch-${batch.name.slice('batches/'.length)}`
  const known = filesOf(store).get(name)
  if (known) return known
  const text = batch.lines.map((line) => `${JSON.stringify({ ...resultOf(line), key: line.key })}\n`).join('')
  const stamp = nanoTime(batch.seed, batch.endsAtMs, 'ended')
  const file: StoredFile = {
    name,
    mimeType: 'application/jsonl',
    sizeBytes: String(new TextEncoder().encode(text).length),
    createTime: stamp,
    updateTime: stamp,
    uri: `${HOST}/v1beta/${name}`,
    downloadUri: `${HOST}/v1beta/${name}:download?alt=media`,
    state: 'ACTIVE',
    source: 'GENERATED',
    text,
  }
  filesOf(store).set(name, file)
  return file
}
