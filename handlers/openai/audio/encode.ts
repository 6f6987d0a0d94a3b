import type { Exchange, OperationResult } from '../../../src/exchange.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import type { Transcript, Utterance } from '../../../src/generate/transcript.ts'
import type { TranscriptionRequest } from './parse.ts'
import type { TranscriptFormat } from './wire.ts'

export interface Transcription extends OperationResult {
  readonly transcript: Transcript
  /** The text in the tokens in which it is streamed. */
  readonly pieces: readonly string[]
}

export type TranscriptionExchange = Exchange<TranscriptionRequest, Transcription> & { readonly outcome: Transcription }

/** The body in the format that was asked for: JSON, or text. */
export function encode(exchange: TranscriptionExchange): unknown {
  return FORMATS[exchange.request.format](exchange)
}

const FORMATS: Record<TranscriptFormat, (exchange: TranscriptionExchange) => unknown> = {
  json: (exchange) => (isDiarized(exchange) ? diarized(exchange) : { text: textOf(exchange), ...shownUsage(exchange) }),
  text: (exchange) => `${textOf(exchange)}\n`,
  srt: ({ outcome }) =>
    `${outcome.transcript.segments.map((one, index) => `${index + 1}\n${span(one, ',')}\n${one.text}\n`).join('\n')}\n`,
  vtt: ({ outcome }) =>
    `WEBVTT\n\n${outcome.transcript.segments.map((one) => `${span(one, '.')}\n${one.text}\n`).join('\n')}\n`,
  verbose_json: verbose,
  diarized_json: diarized,
}

function isDiarized({ request }: TranscriptionExchange): boolean {
  return request.model.includes('diarize')
}

function textOf({ outcome }: TranscriptionExchange): string {
  return outcome.transcript.text
}

/** A translation tells no usage (the official client's types). */
function shownUsage(exchange: TranscriptionExchange): object {
  return exchange.request.task === 'translate' ? {} : { usage: wireUsage(exchange) }
}

/** By the whole second for whisper, by tokens else; keys as recorded. */
function wireUsage({ request, outcome, usage }: TranscriptionExchange): object {
  if (request.isWhisper) return { type: 'duration', seconds: Math.ceil(outcome.transcript.durationSeconds) }
  return {
    type: 'tokens',
    total_tokens: usage.inputTokens + usage.outputTokens,
    input_tokens: usage.inputTokens,
    input_token_details: { text_tokens: 0, audio_tokens: usage.inputTokens },
    output_tokens: usage.outputTokens,
  }
}

/** Names of the languages by code, as whisper writes them. */
const LANGUAGES: Readonly<Record<string, string>> = {
  ar: 'arabic',
  de: 'german',
  en: 'english',
  es: 'spanish',
  fr: 'french',
  hi: 'hindi',
  it: 'italian',
  ja: 'japanese',
  ko: 'korean',
  nl: 'dutch',
  pl: 'polish',
  pt: 'portuguese',
  ru: 'russian',
  sv: 'swedish',
  tr: 'turkish',
  uk: 'ukrainian',
  zh: 'chinese',
}

function verbose(exchange: TranscriptionExchange): object {
  const { task, wire } = exchange.request
  const { transcript } = exchange.outcome
  return {
    ...verboseTranscript(transcript, task, wire.language, wire.timestamp_granularities),
    ...shownUsage(exchange),
  }
}

/** A transcript with its times, as whisper's servers write it. */
export function verboseTranscript(
  transcript: Transcript,
  task: 'transcribe' | 'translate',
  language = 'en',
  granularities: readonly string[] = ['segment'],
): { readonly language: string } {
  return {
    task,
    language: task === 'translate' ? 'english' : (LANGUAGES[language] ?? language),
    duration: Math.fround(transcript.durationSeconds),
    text: transcript.text,
    ...(granularities.includes('segment') ? { segments: transcript.segments.map(segment) } : {}),
    ...(granularities.includes('word') ? { words: transcript.words.map(word) } : {}),
  } as { readonly language: string }
}

/** Times carry the noise of single precision (recorded). */
function word({ text, startSeconds, endSeconds }: Utterance): object {
  return { word: text.replaceAll(/[.,!?;:]+$/g, ''), start: Math.fround(startSeconds), end: Math.fround(endSeconds) }
}

function segment({ text, startSeconds, endSeconds }: Utterance, id: number): object {
  return {
    id,
    seek: 0,
    start: Math.fround(startSeconds),
    end: Math.fround(endSeconds),
    text: ` ${text}`,
    // Ids of the words' lengths stand in for those of whisper's own vocabulary.
    tokens: [50364, ...text.split(' ').map((one) => 200 + one.length * 37), 50364 + Math.round(endSeconds * 50)],
    temperature: 0,
    avg_logprob: Math.fround(-0.2),
    compression_ratio: Math.fround(1.2),
    no_speech_prob: Math.fround(0.01),
  }
}

function diarized(exchange: TranscriptionExchange): object {
  const { transcript } = exchange.outcome
  return {
    text: transcript.text,
    task: 'transcribe',
    duration: Math.round(transcript.durationSeconds * 10) / 10,
    segments: transcript.segments.map(speakerSegment),
    usage: wireUsage(exchange),
  }
}

function speakerSegment({ text, startSeconds, endSeconds }: Utterance, index: number): object {
  return {
    type: 'transcript.text.segment',
    text: ` ${text}`,
    speaker: 'A',
    start: startSeconds,
    end: endSeconds,
    id: `seg_${index}`,
  }
}

/** `00:00:01,500 --> 00:00:04,000`. */
function span({ startSeconds, endSeconds }: Utterance, mark: ',' | '.'): string {
  return `${clockTime(startSeconds, mark)} --> ${clockTime(endSeconds, mark)}`
}

function clockTime(seconds: number, mark: string): string {
  const ms = Math.round(seconds * 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const whole = Math.floor(ms / 1000)
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${mark}${String(ms % 1000).padStart(3, '0')}`
}

/** The stream: deltas of a token each, or the segments of the speakers, then the whole text. */
export function* encodeEvents(exchange: TranscriptionExchange): Generator<WireEvent> {
  const { transcript, pieces } = exchange.outcome
  const event = (data: object): WireEvent => ({ data: JSON.stringify(data) })
  if (isDiarized(exchange)) for (const one of transcript.segments.map(speakerSegment)) yield event(one)
  else for (const delta of pieces) yield event({ type: 'transcript.text.delta', delta })
  yield event({ type: 'transcript.text.done', text: transcript.text, usage: wireUsage(exchange) })
  yield { data: '[DONE]' }
}
