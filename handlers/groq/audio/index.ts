import type { Exchange, OperationResult } from '../../../src/exchange.ts'
import { transcribe, type Transcript } from '../../../src/generate/transcript.ts'
import type { Endpoint } from '../../../src/provider.ts'
import { verboseTranscript } from '../../openai/audio/encode.ts'
import { encodeError, refused } from '../errors.ts'
import { headers } from '../headers.ts'
import { requestId } from '../ids.ts'
import { parseAudio, type AudioRequest, type AudioTask } from './parse.ts'

interface Transcription extends OperationResult {
  readonly transcript: Transcript
}

type AudioExchange = Exchange<AudioRequest, Transcription> & { readonly outcome: Transcription }

/** POST /audio/transcriptions. */
export const transcriptions = audioEndpoint('transcribe', 'audio.transcriptions', '/audio/transcriptions')

/** POST /audio/translations. */
export const translations = audioEndpoint('translate', 'audio.translations', '/audio/translations')

function audioEndpoint(task: AudioTask, name: string, path: string): Endpoint<AudioRequest, Transcription> {
  return {
    name,
    method: 'POST',
    path,
    operation: 'transcription',
    style: 'compact',
    parse: (call) => parseAudio(call, task),
    perform,
    // The words of the type are recorded (groq.md 1).
    contentType: ({ request }) =>
      request.wire.response_format === 'text' ? 'text/plain; charset=UTF-8' : 'application/json',
    encode,
    encodeError,
    headers,
  }
}

/** Seconds below which a file is refused. */
const SHORTEST_SECONDS = 0.01

async function perform({ file, wire }: AudioRequest): Promise<Transcription> {
  // Nothing is fetched: an address says the same each time.
  const bytes = file
    ? new Uint8Array(await file.arrayBuffer())
    : new TextEncoder().encode((wire.url ?? '').repeat(1000))
  const transcript = transcribe(bytes)
  if (transcript.durationSeconds < SHORTEST_SECONDS)
    throw refused('Audio file is too short. Minimum audio length is 0.01 seconds.')
  return { transcript }
}

function encode(exchange: AudioExchange): unknown {
  const { transcript } = exchange.outcome
  const { wire, task } = exchange.request
  const xGroq = { x_groq: { id: requestId(exchange) } }
  if (wire.response_format === 'text') return transcript.text
  if (wire.response_format !== 'verbose_json') return { text: transcript.text, ...xGroq }
  const body = verboseTranscript(transcript, task, wire.language, wire.timestamp_granularities)
  return { ...body, language: body.language.replace(/^./, (first) => first.toUpperCase()), ...xGroq }
}
