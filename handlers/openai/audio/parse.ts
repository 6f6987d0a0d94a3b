import { ApiError } from '../../../src/errors.ts'
import type { Call } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { checkedFields, readForm } from '../form-body.ts'
import { requiredModel, servesAt } from '../operation-body.ts'
import { refused } from '../wording.ts'
import { TRANSCRIPTION, TRANSLATION, type TranscriptFormat, type WireTranscription } from './wire.ts'

export interface TranscriptionRequest extends OperationRequest<WireTranscription> {
  readonly task: 'transcribe' | 'translate'
  readonly file: File
  readonly format: TranscriptFormat
  /** Billed by the second; the newer models by the token. */
  readonly isWhisper: boolean
}

const EXTENSIONS = ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm'] as const

/** 25 MB. */
const MOST_BYTES = 26_214_400

/** POST /audio/transcriptions and /audio/translations; throws what the API refuses. */
export function parseTranscription(call: Call, task: TranscriptionRequest['task']): TranscriptionRequest {
  const shape = task === 'translate' ? TRANSLATION : TRANSCRIPTION
  const form = readForm(call, shape)
  const wire = checkedFields(call, form, shape) as WireTranscription
  const { model } = requiredModel(call, wire.model)
  const isWhisper = model.id === 'whisper-1'
  if (!servesAt(model, 'transcriptions') || (task === 'translate' && !isWhisper)) throw wrongModel(wire.model, task)
  const file = form.files['file']?.[0]
  if (!file) throw refused("Missing required parameter: 'file'.", 'file', 'missing_required_parameter')
  checkFile(file)
  const isDiarized = model.id.endsWith('-diarize')
  const format = wire.response_format ?? 'json'
  if (call.validation !== 'lenient') checkFormat(wire, format, isWhisper, isDiarized)
  return {
    operation: 'transcription',
    model: wire.model,
    // whisper-1 ignores the wish.
    stream: wire.stream === true && !isWhisper,
    wire,
    task,
    file,
    format,
    isWhisper,
  }
}

function checkFile(file: File): void {
  if (file.size > MOST_BYTES) {
    throw new ApiError(
      'invalid_request',
      `Maximum content size limit (${MOST_BYTES}) exceeded (${file.size} bytes read)`,
      { status: 413, type: 'server_error', param: null, code: null },
    )
  }
  const extension = file.name.split('.').at(-1)?.toLowerCase() ?? ''
  if ((EXTENSIONS as readonly string[]).includes(extension)) return
  const list = EXTENSIONS.map((one) => `'${one}'`).join(', ')
  throw refused(`Invalid file format. Supported formats: [${list}]`, null, null)
}

function checkFormat(wire: WireTranscription, format: TranscriptFormat, isWhisper: boolean, isDiarized: boolean): void {
  const allowed = isWhisper
    ? ['json', 'text', 'srt', 'verbose_json', 'vtt']
    : isDiarized
      ? ['json', 'text', 'diarized_json']
      : ['json', 'text']
  if (!allowed.includes(format)) {
    const words = isWhisper ? 'unsupported' : 'not compatible'
    throw refused(
      `response_format '${format}' is ${words} with model '${wire.model}'. Use ${allowed.map((one) => `'${one}'`).join(' or ')} instead.`,
      'response_format',
      'unsupported_value',
    )
  }
  if (wire.timestamp_granularities && format !== 'verbose_json') {
    throw refused(
      "timestamp_granularities is only supported when response_format is 'verbose_json'.",
      'timestamp_granularities',
      'invalid_value',
    )
  }
}

function wrongModel(model: string, task: TranscriptionRequest['task']): ApiError {
  const names =
    task === 'translate'
      ? "'whisper-1'"
      : "'whisper-1', 'gpt-4o-transcribe', 'gpt-4o-mini-transcribe', and 'gpt-4o-transcribe-diarize'"
  return refused(`Invalid value: '${model}'. Supported values are: ${names}.`, 'model', 'invalid_value')
}
