import { toBase64 } from '../../../src/base64.ts'
import type { OperationResult } from '../../../src/exchange.ts'
import { sse } from '../../../src/framing/sse.ts'
import { speechFile, type SpeechFormat } from '../../../src/generate/speech.ts'
import { NO_USAGE } from '../../../src/completion.ts'
import type { Endpoint } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import type { Field, Shape } from '../../../src/validation.ts'
import { checkedBody } from '../../compatible/operation-body.ts'
import { rules } from '../chat-completions/rules.ts'
import { encodeError, invalidModel } from '../errors.ts'
import { meteredHeaders } from '../headers.ts'
import { traitsOf } from '../models.ts'
import { operationUsage } from '../operation-usage.ts'

interface WireSpeech {
  readonly model: string
  readonly input: string
  readonly response_format?: SpeechFormat | null
  readonly stream?: boolean | null
}

interface Speech extends OperationResult {
  readonly file: Uint8Array
  readonly characters: number
}

const WORD: Field = { type: 'string', nullable: true }

const SHAPE: Shape = {
  type: 'object',
  fields: {
    model: { type: 'string' },
    input: { type: 'string', required: true, minLength: 1 },
    voice: WORD,
    voice_id: WORD,
    ref_audio: WORD,
    response_format: { type: 'string', nullable: true, choice: ['pcm', 'wav', 'mp3', 'flac', 'opus'] },
    stream: { type: 'boolean', nullable: true },
    metadata: { type: 'object', nullable: true, open: true, fields: {} },
    prompt_cache_key: WORD,
  },
}

/** Characters in a minute (recorded). */
const CHARACTERS_PER_MINUTE = 24_000

/** Bytes of sound in one event. */
const EVENT_BYTES = 12_000

/** POST /audio/speech: the file as base64 within JSON (recorded), or in pieces. */
export const speech: Endpoint<OperationRequest<WireSpeech>, Speech> = {
  name: 'audio.speech',
  method: 'POST',
  path: '/audio/speech',
  operation: 'speech',
  style: 'compact',
  framing: sse,
  parse(call) {
    const { wire, resolved } = checkedBody<WireSpeech>(call, SHAPE, rules)
    if (traitsOf(resolved.model).serves !== 'speech') throw invalidModel(wire.model)
    return { operation: 'speech', model: wire.model, stream: wire.stream === true, wire }
  },
  perform: ({ wire }) => ({
    file: speechFile(wire.input, wire.response_format ?? 'mp3'),
    characters: wire.input.length,
  }),
  encode: ({ outcome }) => ({ audio_data: toBase64(outcome.file) }),
  *encodeEvents({ outcome: { file } }) {
    for (let at = 0; at < file.length; at += EVENT_BYTES) {
      const audio = toBase64(file.subarray(at, at + EVENT_BYTES))
      const data = JSON.stringify({ type: 'speech.audio.delta', audio_data: audio })
      yield { event: 'speech.audio.delta', data }
    }
    const data = JSON.stringify({ type: 'speech.audio.done', usage: operationUsage(NO_USAGE) })
    yield { event: 'speech.audio.done', data }
  },
  encodeError,
  headers: (exchange) => {
    // Of this endpoint's own answer; refusals say nothing of it.
    const characters = (exchange.outcome as Speech | undefined)?.characters ?? 0
    return meteredHeaders(exchange, 'input-characters', CHARACTERS_PER_MINUTE, characters, false)
  },
}
