import type { Call } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import type { Field, Shape } from '../../../src/validation.ts'
import { checkedBody } from '../../compatible/operation-body.ts'
import { readForm } from '../../openai/form-body.ts'
import { rules } from '../chat-completions/rules.ts'
import { refused } from '../errors.ts'
import { traitsOf } from '../models.ts'

export type AudioTask = 'transcribe' | 'translate'

/** The fields of POST /audio/transcriptions and /translations (types of groq-sdk 1.6). */
export interface WireAudio {
  readonly model: string
  /** Where the sound is, instead of a file. */
  readonly url?: string
  readonly language?: string
  readonly response_format?: 'json' | 'text' | 'verbose_json'
  readonly timestamp_granularities?: readonly ('word' | 'segment')[]
}

export interface AudioRequest extends OperationRequest<WireAudio> {
  readonly task: AudioTask
  /** Absent where an address stands for it. */
  readonly file: File | undefined
}

const COMMON = {
  model: { type: 'string', required: true },
  url: { type: 'string' },
  prompt: { type: 'string' },
  response_format: { type: 'string', choice: ['json', 'text', 'verbose_json'] },
  temperature: { type: 'number', min: 0, max: 1 },
} satisfies Record<string, Field>

const SHAPES = {
  transcribe: {
    type: 'object',
    fields: {
      ...COMMON,
      language: { type: 'string' },
      timestamp_granularities: { type: 'array', of: { type: 'string', choice: ['word', 'segment'] } },
    },
  },
  translate: { type: 'object', fields: { ...COMMON, language: { type: 'string', choice: ['en'] } } },
} satisfies Record<AudioTask, Shape>

const EXTENSION = /\.(?:flac|mp3|mp4|mpeg|mpga|m4a|ogg|opus|wav|webm)$/i

/** A sound to write down, or to translate; throws what the API refuses. */
export function parseAudio(call: Call, task: AudioTask): AudioRequest {
  if (!call.form) throw refused("request Content-Type isn't multipart/form-data")
  const { fields, files } = readForm(call, SHAPES[task])
  const { wire, resolved } = checkedBody<WireAudio>(
    { ...call, json: fields, jsonError: undefined },
    SHAPES[task],
    rules,
  )
  if (!traitsOf(resolved.model).audio?.includes(task))
    throw refused(
      `The model \`${wire.model}\` does not support ${task === 'translate' ? 'translations' : 'transcriptions'}`,
    )
  const file = files['file']?.[0]
  if (!file && wire.url === undefined) throw refused('one of `file` or `url` must be provided', 'file')
  if (file && !EXTENSION.test(file.name))
    throw refused('file must be one of the following types: [flac mp3 mp4 mpeg mpga m4a ogg opus wav webm]', 'file')
  return { operation: 'transcription', model: wire.model, stream: false, wire, task, file }
}
