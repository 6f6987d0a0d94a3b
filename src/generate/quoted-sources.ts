import type { Citation, Source, TextPart } from '../completion.ts'
import type { CompletionRequest } from '../request.ts'
import { isStopWord, stemOf, wordsOf } from './words.ts'

interface Sentence {
  readonly text: string
  readonly source: Source
  readonly score: number
}

/**
 * An answer in the words of the documents that a request wants cited: the sentences that share most with the question. Where none of them has
 * text, the answer is `write()`, and its first sentence cites the first document.
 */
export function answerFromSources(
  { citable: sources = [], messages }: Pick<CompletionRequest, 'citable' | 'messages'>,
  write: () => string,
): TextPart {
  const asked = stemsOf(questionOf(messages))
  const sentences = sources.flatMap((source) =>
    [...source.text.matchAll(SENTENCE)].map(({ 0: text }) => ({ text, source, score: scoreOf(text, asked) })),
  )
  if (sentences.length === 0) return citedProse(sources[0]!, write())
  let text = ''
  const citations = bestOf(sentences).map((sentence): Citation => {
    const start = text === '' ? 0 : text.length + 1
    text = text === '' ? sentence.text : `${text} ${sentence.text}`
    return citationOf(sentence.source, sentence.text, start)
  })
  return { type: 'text', text, citations }
}

const SENTENCE = /\S[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*/g

/** The user's last words, without the documents beside them. */
function questionOf(messages: CompletionRequest['messages']): string {
  const texts = messages
    .filter(({ role }) => role === 'user')
    .map(({ content }) => content.map((part) => (part.type === 'text' ? part.text : '')).join(' '))
  return texts.findLast((text) => text.trim() !== '') ?? ''
}

function stemsOf(text: string): ReadonlySet<string> {
  return new Set(
    wordsOf(text)
      .filter((word) => !isStopWord(word))
      .map(stemOf),
  )
}

function scoreOf(text: string, asked: ReadonlySet<string>): number {
  return [...stemsOf(text)].filter((stem) => asked.has(stem)).length
}

/** The one that fits best, and the next if it fits as well; in the order of the documents. */
function bestOf(sentences: readonly Sentence[]): readonly Sentence[] {
  const ranked = sentences.toSorted((one, other) => other.score - one.score)
  const best = ranked.slice(0, 2).filter(({ score }) => score === ranked[0]!.score)
  return sentences.filter((sentence) => best.includes(sentence))
}

function citedProse(source: Source, text: string): TextPart {
  const [first = text] = text.match(SENTENCE) ?? []
  return { type: 'text', text, citations: [citationOf(source, first.trimEnd(), text.indexOf(first))] }
}

function citationOf({ url, title }: Source, citedText: string, start: number): Citation {
  return { ...(url === undefined ? {} : { url }), title, citedText, start, end: start + citedText.length }
}
