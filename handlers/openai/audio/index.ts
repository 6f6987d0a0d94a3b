import { NO_USAGE } from '../../../src/completion.ts'
import type { Framing } from '../../../src/framing/framing.ts'
import { transcribe } from '../../../src/generate/transcript.ts'
import type { Endpoint, OperationContext } from '../../../src/provider.ts'
import { encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { refused } from '../wording.ts'
import { encode, encodeEvents, type Transcription } from './encode.ts'
import { parseTranscription, type TranscriptionRequest } from './parse.ts'
import type { TranscriptFormat } from './wire.ts'

export { speech } from './speech.ts'

/** Lines of this stream end with CR LF (recorded). */
const crlfSse: Framing = {
  contentType: 'text/event-stream; charset=utf-8',
  frame: ({ data }) => `data: ${data}\r\n\r\n`,
}

const CONTENT_TYPE: Record<TranscriptFormat, string> = {
  json: 'application/json',
  verbose_json: 'application/json',
  diarized_json: 'application/json',
  text: 'text/plain; charset=utf-8',
  srt: 'text/plain; charset=utf-8',
  vtt: 'text/plain; charset=utf-8',
}

/** POST /audio/transcriptions. */
export function transcriptions(): Endpoint<TranscriptionRequest, Transcription> {
  return transcriptionEndpoint('transcribe', 'audio.transcriptions', '/audio/transcriptions')
}

/** POST /audio/translations. */
export function translations(): Endpoint<TranscriptionRequest, Transcription> {
  return transcriptionEndpoint('translate', 'audio.translations', '/audio/translations')
}

function transcriptionEndpoint(
  task: TranscriptionRequest['task'],
  name: string,
  path: string,
): Endpoint<TranscriptionRequest, Transcription> {
  return {
    name,
    method: 'POST',
    path,
    operation: 'transcription',
    style: 'compact',
    framing: crlfSse,
    parse: (call) => parseTranscription(call, task),
    perform,
    contentType: ({ request }) => CONTENT_TYPE[request.format],
    encode,
    encodeEvents,
    encodeError,
    headers: (exchange) =>
      exchange.request.stream && !exchange.error
        ? { 'cache-control': 'no-store', ...withoutTokenLimits(headers(exchange)) }
        : withoutTokenLimits(headers(exchange)),
  }
}

/** Only requests are limited here (recorded). */
function withoutTokenLimits(all: Record<string, string>): Record<string, string> {
  const kept = Object.fromEntries(Object.entries(all).filter(([name]) => !/^x-ratelimit-.*-tokens$/.test(name)))
  return 'access-control-expose-headers' in kept
    ? { ...kept, 'access-control-expose-headers': 'CF-Ray, X-Request-ID' }
    : kept
}

/** Seconds below which a file is refused. */
const SHORTEST_SECONDS = 0.1

async function perform(request: TranscriptionRequest, context: OperationContext): Promise<Transcription> {
  const bytes = new Uint8Array(await request.file.arrayBuffer())
  const transcript = transcribe(bytes)
  if (transcript.durationSeconds < SHORTEST_SECONDS) {
    throw refused('Audio file is too short. Minimum audio length is 0.1 seconds.', 'file', 'audio_too_short')
  }
  const tokenizer = await context.tokenizer()
  const pieces = tokenizer.split(transcript.text)
  if (request.isWhisper) return { transcript, pieces }
  // Ten tokens a second (recorded: 37 for 3.7 seconds); two more than the text's are written, some 130 more with speakers.
  const overhead = request.model.includes('diarize') ? 134 : 2
  const inputTokens = Math.ceil(transcript.durationSeconds * 10)
  return {
    transcript,
    pieces,
    usage: { ...NO_USAGE, inputTokens, inputAudioTokens: inputTokens, outputTokens: pieces.length + overhead },
  }
}
