import type { Field, Shape } from '../../../src/validation.ts'
import type { SpeechFormat } from '../../../src/generate/speech.ts'

/** The body of POST /v1/audio/speech (OpenAPI document v2.3.0). */
export interface WireSpeech {
  readonly model: string
  readonly input: string
  readonly voice: string | { readonly id: string }
  readonly instructions?: string | null
  readonly response_format?: SpeechFormat | null
  readonly speed?: number | null
  readonly stream_format?: 'audio' | 'sse' | null
}

export const VOICES = [
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'fable',
  'onyx',
  'nova',
  'sage',
  'shimmer',
  'verse',
  'marin',
  'cedar',
] as const

export const SPEECH_FORMATS = ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm'] as const satisfies readonly SpeechFormat[]

export const SPEECH: Shape = {
  type: 'object',
  fields: {
    model: { type: 'string' },
    input: { type: 'string', required: true, minLength: 1, maxLength: 4096 },
    voice: {
      type: 'either',
      required: true,
      shapes: [
        { type: 'string', choice: VOICES },
        { type: 'object', fields: { id: { type: 'string', required: true } } },
      ],
    },
    instructions: { type: 'string', nullable: true, maxLength: 4096 },
    response_format: { type: 'string', nullable: true, choice: SPEECH_FORMATS },
    speed: { type: 'number', min: 0.25, max: 4, nullable: true },
    stream_format: { type: 'string', nullable: true, choice: ['audio', 'sse'] },
  },
}

export type TranscriptFormat = 'json' | 'text' | 'srt' | 'verbose_json' | 'vtt' | 'diarized_json'

/** The fields of POST /v1/audio/transcriptions and /translations. */
export interface WireTranscription {
  readonly model: string
  readonly language?: string
  readonly prompt?: string
  readonly response_format?: TranscriptFormat
  readonly temperature?: number
  readonly timestamp_granularities?: readonly ('word' | 'segment')[]
  readonly include?: readonly string[]
  readonly stream?: boolean
}

const TEXT: Field = { type: 'string', nullable: true }

const COMMON = {
  model: { type: 'string' },
  prompt: TEXT,
  response_format: { type: 'string', choice: ['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'] },
  temperature: { type: 'number', min: 0, max: 1 },
} satisfies Record<string, Field>

export const TRANSCRIPTION = {
  type: 'object',
  fields: {
    ...COMMON,
    language: TEXT,
    timestamp_granularities: { type: 'array', of: { type: 'string', choice: ['word', 'segment'] } },
    include: { type: 'array', of: { type: 'string', choice: ['logprobs'] } },
    stream: { type: 'boolean' },
    chunking_strategy: { type: 'any' },
    known_speaker_names: { type: 'array', max: 4, of: { type: 'string' } },
    known_speaker_references: { type: 'array', max: 4, of: { type: 'string' } },
  },
} satisfies Shape

export const TRANSLATION = { type: 'object', fields: COMMON } satisfies Shape
