import type { Store } from '../../../src/provider.ts'
import { drawId, HEX } from '../../../src/ids.ts'
import { storeFile } from '../files/stored-file.ts'
import {
  answeredBy,
  CANCELLING_MS,
  FINALIZING_MS,
  statusOf,
  VALIDATING_MS,
  WINDOW_MS,
  type Batch,
  type BatchLine,
  type BatchStatus,
} from './batch.ts'

const ENDED: ReadonlySet<BatchStatus> = new Set<BatchStatus>(['completed', 'expired', 'cancelled'])

/** A batch as the wire shows it at a time; writes its files once it has ended. */
export function observeBatch(batch: Batch, store: Store, nowMs: number): object {
  const isWaiting = batch.lines.some((line) => line.answer === undefined)
  if (isWaiting && batch.cancelledAtMs === undefined) batch.runsUntilMs = Math.max(batch.runsUntilMs, nowMs)
  const status = statusOf(batch, nowMs)
  const answered = status === 'validating' || status === 'failed' ? [] : answeredBy(batch, nowMs)
  if (ENDED.has(status)) writeFiles(batch, answered, status, store, nowMs)
  return wireBatch(batch, status, answered, nowMs)
}

function isGood({ answer }: BatchLine): boolean {
  return answer !== undefined && answer.status < 400
}

function wireBatch(batch: Batch, status: BatchStatus, answered: readonly BatchLine[], nowMs: number): object {
  const { createdAtMs, runsUntilMs, cancelledAtMs, problems, lines } = batch
  const at = (ms: number | undefined) => (ms === undefined || ms > nowMs ? null : Math.floor(ms / 1000))
  const isRunning = status !== 'validating' && status !== 'failed'
  const isFinal = status === 'finalizing' || status === 'completed'
  const completed = answered.filter(isGood).length
  const { model } = (lines[0]?.body ?? {}) as { readonly model?: string }
  return {
    id: batch.id,
    object: 'batch',
    endpoint: batch.endpoint,
    model: isRunning ? (model ?? null) : null,
    errors: status === 'failed' ? { object: 'list', data: problems } : null,
    input_file_id: batch.inputFileId,
    completion_window: '24h',
    status,
    output_file_id: batch.outputFileId ?? null,
    error_file_id: batch.errorFileId ?? null,
    created_at: Math.floor(createdAtMs / 1000),
    in_progress_at: isRunning ? at(createdAtMs + VALIDATING_MS) : null,
    expires_at: Math.floor((createdAtMs + WINDOW_MS) / 1000),
    finalizing_at: isFinal ? at(runsUntilMs) : null,
    completed_at: status === 'completed' ? at(runsUntilMs + FINALIZING_MS) : null,
    failed_at: status === 'failed' ? at(createdAtMs + VALIDATING_MS) : null,
    expired_at: status === 'expired' ? at(createdAtMs + WINDOW_MS) : null,
    cancelling_at: at(cancelledAtMs),
    cancelled_at: status === 'cancelled' ? at(cancelledAtMs! + CANCELLING_MS) : null,
    request_counts: {
      total: isRunning ? lines.length : 0,
      completed,
      failed: answered.length - completed,
    },
    usage: usageOf(answered),
    metadata: batch.metadata,
  }
}

interface WireUsage {
  readonly prompt_tokens?: number
  readonly input_tokens?: number
  readonly completion_tokens?: number
  readonly output_tokens?: number
  readonly input_tokens_details?: { readonly cached_tokens?: number }
  readonly prompt_tokens_details?: { readonly cached_tokens?: number }
  readonly output_tokens_details?: { readonly reasoning_tokens?: number }
  readonly completion_tokens_details?: { readonly reasoning_tokens?: number }
}

/** The usage of all answers together, in the words of the newer endpoints. */
function usageOf(answered: readonly BatchLine[]): object {
  const usages = answered.map(({ answer }) => (answer?.body as { readonly usage?: WireUsage } | null)?.usage ?? {})
  const sum = (read: (usage: WireUsage) => number | undefined) =>
    usages.reduce((total, usage) => total + (read(usage) ?? 0), 0)
  const inputTokens = sum((usage) => usage.input_tokens ?? usage.prompt_tokens)
  const outputTokens = sum((usage) => usage.output_tokens ?? usage.completion_tokens)
  const details = (usage: WireUsage) => usage.input_tokens_details ?? usage.prompt_tokens_details
  const outputDetails = (usage: WireUsage) => usage.output_tokens_details ?? usage.completion_tokens_details
  return {
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    input_tokens_details: { cached_tokens: sum((usage) => details(usage)?.cached_tokens) },
    output_tokens_details: { reasoning_tokens: sum((usage) => outputDetails(usage)?.reasoning_tokens) },
  }
}

/** Answers go to the output file, refusals and what was not reached to the error file; once. */
function writeFiles(
  batch: Batch,
  answered: readonly BatchLine[],
  status: BatchStatus,
  store: Store,
  nowMs: number,
): void {
  if (batch.outputFileId !== undefined || batch.errorFileId !== undefined) return
  const good = answered.filter(isGood)
  const reached = new Set(answered)
  const unreached = status === 'completed' ? [] : batch.lines.filter((line) => !reached.has(line))
  const bad = [...answered.filter((line) => !isGood(line)), ...unreached]
  const write = (kind: 'output' | 'error', lines: readonly BatchLine[]): string | undefined => {
    if (lines.length === 0) return undefined
    const text = lines.map((line) => `${JSON.stringify(outputLine(batch, line, reached.has(line), status))}\n`).join('')
    const file = {
      purpose: 'batch_output',
      filename: `${batch.id}_${kind}.jsonl`,
      bytes: new TextEncoder().encode(text),
      createdAt: Math.floor(nowMs / 1000),
      expiresAfterSeconds: batch.outputExpiresAfterSeconds,
    }
    return storeFile(store, batch.seed, `${kind} file`, file).id
  }
  batch.outputFileId = write('output', good)
  batch.errorFileId = write('error', bad)
}

function outputLine(batch: Batch, line: BatchLine, isReached: boolean, status: BatchStatus): object {
  const id = `batch_req_${drawId(batch.seed, `line ${line.customId}`, 32, HEX)}`
  if (isReached) {
    const { status: code, requestId, body } = line.answer!
    const response = { status_code: code, request_id: requestId, body }
    return { id, custom_id: line.customId, response, error: null }
  }
  const error =
    status === 'expired'
      ? {
          code: 'batch_expired',
          message: 'This request could not be executed before the completion window expired.',
        }
      : { code: 'batch_cancelled', message: 'This request was not executed because the batch was cancelled.' }
  return { id, custom_id: line.customId, response: null, error }
}
