import { createRandom, fork } from '../random.ts'
import { soundSeconds, spokenWords } from './speech.ts'

/** A stretch of speech. */
export interface Utterance {
  readonly text: string
  readonly startSeconds: number
  readonly endSeconds: number
}

/** What was said in a sound file. */
export interface Transcript {
  readonly text: string
  readonly durationSeconds: number
  /** One per sentence. */
  readonly segments: readonly Utterance[]
  readonly words: readonly Utterance[]
}

/** Sentences that people say into recorders. */
const SENTENCES = [
  'Good morning everyone, and thank you for joining the call.',
  'Let me start with a short summary of where we are.',
  'The first draft is ready and we will share it later today.',
  'I think we should talk to the customers before we decide.',
  'There are two open questions about the schedule.',
  'Could you send me the notes when you have a minute?',
  'The weather was fine, so we walked along the river.',
  'We agreed to meet again next Tuesday at ten.',
  'It took longer than we expected, but it works now.',
  'Please remember to check the numbers once more.',
  'That is all from my side, thanks for listening.',
  'She asked whether the train would be late again.',
] as const

/** Words that are spoken in a second. */
const WORDS_PER_SECOND = 2.6

/**
 * The transcript of a sound file: the words of generated speech, else sentences drawn from the file's bytes, as many as fit its length.
 *
 * Pure: the same bytes have the same transcript.
 */
export function transcribe(bytes: Uint8Array): Transcript {
  const durationSeconds = soundSeconds(bytes)
  const text = spokenWords(bytes) ?? drawSentences(bytes, durationSeconds)
  const spoken = text.match(/\S+/g) ?? []
  const step = spoken.length === 0 ? 0 : durationSeconds / spoken.length
  const words = spoken.map((word, index) => ({
    text: word,
    startSeconds: hundredths(index * step),
    endSeconds: hundredths((index + 1) * step),
  }))
  return { text, durationSeconds, words, segments: segmentsOf(words) }
}

function drawSentences(bytes: Uint8Array, durationSeconds: number): string {
  const random = createRandom(fork(hashOf(bytes), 'transcript'))
  const wanted = Math.max(3, Math.round(durationSeconds * WORDS_PER_SECOND))
  const sentences: string[] = []
  for (let words = 0; words < wanted; words += sentences.at(-1)!.split(' ').length)
    sentences.push(random.pick(SENTENCES))
  return sentences.join(' ')
}

/** A hash of some 2,000 bytes spread over the file, and its length. */
function hashOf(bytes: Uint8Array): number {
  const stride = Math.max(1, Math.floor(bytes.length / 2000))
  let text = `${bytes.length} `
  for (let at = 0; at < bytes.length; at += stride) text += String.fromCharCode(bytes[at]!)
  return fork(0, text)
}

function segmentsOf(words: readonly Utterance[]): readonly Utterance[] {
  const segments: Utterance[] = []
  let open: Utterance[] = []
  for (const [index, word] of words.entries()) {
    open.push(word)
    if (!/[.!?…]$/.test(word.text) && index < words.length - 1) continue
    segments.push({
      text: open.map(({ text }) => text).join(' '),
      startSeconds: open[0]!.startSeconds,
      endSeconds: word.endSeconds,
    })
    open = []
  }
  return segments
}

function hundredths(seconds: number): number {
  return Math.round(seconds * 100) / 100
}
