import { NO_USAGE, type Usage } from '../../../src/completion.ts'
import type { Exchange, OperationResult } from '../../../src/exchange.ts'
import { sse } from '../../../src/framing/sse.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import { transcribe, type Transcript, type Utterance } from '../../../src/generate/transcript.ts'
import type { Endpoint, OperationContext } from '../../../src/provider.ts'
import { encodeError } from '../errors.ts'
import { meteredHeaders } from '../headers.ts'
import { parseTranscription, type TranscriptionRequest } from './parse.ts'

interface Transcription extends OperationResult {
  readonly transcript: Transcript
  readonly usage: Usage
  /** The text in the tokens in which it is streamed. */
  readonly pieces: readonly string[]
}

type TranscriptionExchange = Exchange<TranscriptionRequest, Transcription> & { readonly outcome: Transcription }

/** Seconds of sound, and requests, in a minute (recorded). */
const SECONDS_PER_MINUTE = 7200
const REQUESTS_PER_MINUTE = 360

/** POST /audio/transcriptions, of a file or of what an address or an uploaded file holds. */
export const transcriptions: Endpoint<TranscriptionRequest, Transcription> = {
  name: 'audio.transcriptions',
  method: 'POST',
  path: '/audio/transcriptions',
  operation: 'transcription',
  style: 'compact',
  framing: sse,
  parse: parseTranscription,
  perform,
  encode: (exchange) => ({ ...answered(exchange), finish_reason: null }),
  encodeEvents,
  encodeError,
  headers: (exchange) => {
    const seconds = wholeSeconds(exchange.outcome)
    return meteredHeaders(exchange, 'audio-seconds', SECONDS_PER_MINUTE, seconds, true)
  },
  limits: () => ({ requestsPerMinute: REQUESTS_PER_MINUTE }),
}

/** Tokens of a window of half a minute, and of the frame around it (recorded: 375 and 5 for three seconds). */
const WINDOW_SECONDS = 30
const WINDOW_TOKENS = 375
const FRAME_TOKENS = 5
/** Tokens of a segment's times and speaker (recorded: 20 for 11). */
const SEGMENT_TOKENS = 9

async function perform(request: TranscriptionRequest, context: OperationContext): Promise<Transcription> {
  const transcript = transcribe(await request.sound())
  const tokenizer = await context.tokenizer()
  const pieces = tokenizer.split(transcript.text)
  const inputAudioTokens = Math.max(1, Math.ceil(transcript.durationSeconds / WINDOW_SECONDS)) * WINDOW_TOKENS
  const outputTokens = pieces.length + shownSegments(request, transcript).length * SEGMENT_TOKENS
  const inputTokens = inputAudioTokens + FRAME_TOKENS
  return { transcript, pieces, usage: { ...NO_USAGE, inputTokens, inputAudioTokens, outputTokens } }
}

function wholeSeconds(outcome: unknown): number {
  const seconds = (outcome as Transcription | undefined)?.transcript?.durationSeconds ?? 0
  return Math.floor(seconds)
}

/** Segments are told where the request asks for times or speakers. */
function shownSegments({ wire }: TranscriptionRequest, { segments, words }: Transcript): readonly Utterance[] {
  if (wire.timestamp_granularities?.includes('word')) return words
  return wire.diarize || wire.timestamp_granularities?.includes('segment') ? segments : []
}

function segmentOf({ wire }: TranscriptionRequest, { text, startSeconds, endSeconds }: Utterance): object {
  const times = { text, start: startSeconds, end: endSeconds }
  return wire.diarize ? { ...times, speaker_id: 'speaker_1' } : times
}

function answered({ request, outcome }: TranscriptionExchange): object {
  const { transcript, usage } = outcome
  return {
    model: request.model,
    text: transcript.text,
    language: null,
    segments: shownSegments(request, transcript).map((one) => ({
      type: 'transcription_segment',
      ...segmentOf(request, one),
    })),
    usage: {
      prompt_audio_seconds: wholeSeconds(outcome),
      prompt_tokens: FRAME_TOKENS,
      total_tokens: usage.inputTokens + usage.outputTokens,
      completion_tokens: usage.outputTokens,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: usage.inputTokens - FRAME_TOKENS },
      service_tier: 'standard',
    },
  }
}

/** The stream (types of the official client): the language, the text token by token or its segments, then all of it. */
function* encodeEvents(exchange: TranscriptionExchange): Generator<WireEvent> {
  const { request, outcome } = exchange
  const event = (type: string, data: object): WireEvent => ({ event: type, data: JSON.stringify({ type, ...data }) })
  yield event('transcription.language', { audio_language: request.wire.language ?? 'en' })
  for (const text of outcome.pieces) yield event('transcription.text.delta', { text })
  for (const one of shownSegments(request, outcome.transcript))
    yield event('transcription.segment', segmentOf(request, one))
  yield event('transcription.done', answered(exchange))
}
