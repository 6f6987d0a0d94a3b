import type { Call } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import type { Shape } from '../../../src/validation.ts'
import { checkedBody } from '../../compatible/operation-body.ts'
import { unprocessable } from '../../compatible/pydantic.ts'
import { readForm } from '../../openai/form-body.ts'
import { filesOf, type StoredFile } from '../../openai/files/stored-file.ts'
import { rules } from '../chat-completions/rules.ts'
import { invalidModel, noSuchFile } from '../errors.ts'
import { traitsOf } from '../models.ts'

/** The fields of POST /audio/transcriptions, as a form or as JSON (types of the official client). */
interface WireTranscription {
  readonly model: string
  readonly file_url?: string | null
  readonly file_id?: string | null
  readonly language?: string | null
  readonly stream?: boolean | null
  readonly diarize?: boolean | null
  readonly timestamp_granularities?: readonly ('segment' | 'word')[] | null
}

export interface TranscriptionRequest extends OperationRequest<WireTranscription> {
  /** The bytes of the sound. */
  sound(): Promise<Uint8Array>
}

const SHAPE = {
  type: 'object',
  fields: {
    model: { type: 'string' },
    file_url: { type: 'string', nullable: true },
    file_id: { type: 'string', nullable: true },
    language: { type: 'string', nullable: true },
    temperature: { type: 'number', nullable: true },
    stream: { type: 'boolean', nullable: true },
    diarize: { type: 'boolean', nullable: true },
    context_bias: { type: 'array', nullable: true, of: { type: 'string' } },
    timestamp_granularities: { type: 'array', nullable: true, of: { type: 'string', choice: ['segment', 'word'] } },
    prompt_cache_key: { type: 'string', nullable: true },
    metadata: { type: 'any' },
  },
} satisfies Shape

/** What is to be written down; throws what the API refuses. */
export function parseTranscription(call: Call): TranscriptionRequest {
  const form = call.form ? readForm(call, SHAPE) : undefined
  const read: Call = form ? { ...call, json: form.fields, jsonError: undefined } : call
  const { wire, resolved } = checkedBody<WireTranscription>(read, SHAPE, rules)
  if (traitsOf(resolved.model).serves !== 'transcription') throw invalidModel(wire.model)
  const file = form?.files['file']?.[0]
  const stored = storedFile(call, wire)
  if (!file && !stored && !wire.file_url) throw unprocessable([{ kind: 'missing', path: ['file'] }], read.json)
  return {
    operation: 'transcription',
    model: wire.model,
    stream: wire.stream === true,
    wire,
    // Nothing is fetched: an address says the same each time.
    sound: async () =>
      file
        ? new Uint8Array(await file.arrayBuffer())
        : (stored?.bytes ?? new TextEncoder().encode((wire.file_url ?? '').repeat(1000))),
  }
}

function storedFile(call: Call, { file_id: id }: WireTranscription): StoredFile | undefined {
  if (typeof id !== 'string') return undefined
  const stored = filesOf(call.store).get(id)
  if (!stored) throw noSuchFile(id)
  return stored
}
