import { toBase64 } from '../../../src/base64.ts'
import { NO_USAGE } from '../../../src/completion.ts'
import type { Exchange, OperationResult } from '../../../src/exchange.ts'
import { sse } from '../../../src/framing/sse.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import { speechFile, type SpeechFormat } from '../../../src/generate/speech.ts'
import { speechSeconds } from '../../../src/generate/wav.ts'
import type { Call, Endpoint, OperationContext } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { encodeError } from '../errors.ts'
import { checkedBody, requiredModel, servesAt } from '../operation-body.ts'
import { openHeaders } from '../operation-headers.ts'
import { refused } from '../wording.ts'
import { SPEECH, type WireSpeech } from './wire.ts'

type SpeechRequest = OperationRequest<WireSpeech>

interface Speech extends OperationResult {
  readonly file: Uint8Array<ArrayBuffer>
  readonly tokens: { readonly inputTokens: number; readonly outputTokens: number }
}

type SpeechExchange = Exchange<SpeechRequest, Speech> & { readonly outcome: Speech }

const CONTENT_TYPE: Record<SpeechFormat, string> = {
  mp3: 'audio/mpeg',
  opus: 'audio/opus',
  aac: 'audio/aac',
  flac: 'audio/flac',
  wav: 'audio/wav',
  pcm: 'audio/pcm',
}

/** Audio tokens of a second of speech: some 20 (openai-other.md 5.1: 101 for five seconds). */
const TOKENS_PER_SECOND = 20

/** Bytes of sound in one event. */
const EVENT_BYTES = 12_000

/** POST /audio/speech. */
export function speech(): Endpoint<SpeechRequest, Speech> {
  return {
    name: 'audio.speech',
    method: 'POST',
    path: '/audio/speech',
    operation: 'speech',
    style: 'pretty',
    framing: sse,
    parse: parseSpeech,
    perform: performSpeech,
    contentType: ({ request }) => CONTENT_TYPE[request.wire.response_format ?? 'mp3'],
    encode: ({ outcome }) => outcome.file,
    encodeEvents,
    encodeError,
    headers: openHeaders,
  }
}

function parseSpeech(call: Call): SpeechRequest {
  const wire = checkedBody(call, SPEECH) as WireSpeech
  const { model } = requiredModel(call, wire.model)
  if (!servesAt(model, 'speech'))
    throw refused(
      `Invalid value: '${wire.model}'. Supported values are: 'tts-1', 'tts-1-hd', and 'gpt-4o-mini-tts'.`,
      'model',
      'invalid_value',
    )
  const isOld = model.id.startsWith('tts-1')
  if (isOld && wire.stream_format === 'sse')
    throw refused(`Streaming is not supported with model '${wire.model}'.`, 'stream_format', 'unsupported_value')
  return { operation: 'speech', model: wire.model, stream: wire.stream_format === 'sse', wire }
}

async function performSpeech({ wire }: SpeechRequest, context: OperationContext): Promise<Speech> {
  const speed = wire.speed ?? 1
  const file = speechFile(wire.input, wire.response_format ?? 'mp3', speed)
  const tokenizer = await context.tokenizer()
  const inputTokens = tokenizer.count(wire.input) + tokenizer.count(wire.instructions ?? '')
  const outputTokens = Math.ceil(speechSeconds(wire.input, speed) * TOKENS_PER_SECOND)
  const tokens = { inputTokens, outputTokens }
  // tts-1 is billed by the character.
  return wire.model.startsWith('tts-1')
    ? { file, tokens }
    : { file, tokens, usage: { ...NO_USAGE, ...tokens, outputAudioTokens: tokens.outputTokens } }
}

function* encodeEvents({ outcome: { file, tokens } }: SpeechExchange): Generator<WireEvent> {
  for (let at = 0; at < file.length; at += EVENT_BYTES) {
    const audio = toBase64(file.subarray(at, at + EVENT_BYTES))
    yield { data: JSON.stringify({ type: 'speech.audio.delta', audio }) }
  }
  const { inputTokens, outputTokens } = tokens
  const usage = { input_tokens: inputTokens, output_tokens: outputTokens, total_tokens: inputTokens + outputTokens }
  yield { data: JSON.stringify({ type: 'speech.audio.done', usage }) }
}
