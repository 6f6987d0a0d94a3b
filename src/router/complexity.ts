import type { Complexity, RouteRequest } from './route.ts'

/** Tells how hard a prompt is. */
export type Classifier = (request: RouteRequest) => {
  readonly score: number
  readonly signals: readonly string[]
  readonly label?: string
}

const CODE = /```|\b(?:function|class|def|import|const|return|SELECT|async)\b[^.?!\n]{0,60}[({;=:]/
const CODE_WORDS =
  /\b(?:code|implement|refactor|debug|algorithm|regex|typescript|python|javascript|java|rust|sql|unit tests?|api|bug|compile)\b/gi
const HARD_WORDS =
  /\b(?:analy[sz]e|analysis|explain|compare|contrast|evaluate|design|architect(?:ure)?|prove|derive|trade-?offs?|strategy|step by step|in detail|thorough(?:ly)?|optimi[sz]e|critique|reason(?:ing)?)\b/gi
const SIMPLE = /^\s*(?:hi|hello|hey|thanks?|thank you|yes|no|ok(?:ay)?|good (?:morning|evening|night))\b/i

/** The text of a message: its string, or its text parts joined. */
export function textOfContent(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  let text = ''
  for (const part of content as readonly { readonly text?: unknown }[])
    if (typeof part?.text === 'string') text += part.text
  return text
}

/**
 * The built-in classifier: 0.3 for code, 0.1 for each programming word and 0.12 for each word that asks for thought (0.3 each at most), up to 0.3 for
 * length; a greeting takes 0.2 away. High from 0.35, medium from 0.15.
 */
export const classify: Classifier = ({ messages }) => {
  let text = ''
  let characters = 0
  for (const { role, content } of messages) {
    const said = textOfContent(content)
    characters += said.length
    // What was answered before says little about the question.
    if (role !== 'assistant' && text.length < 20_000) text += `${said.slice(0, 20_000)}\n`
  }
  const signals: string[] = []
  let score = 0
  const add = (points: number, signal: string) => {
    score += points
    signals.push(signal)
  }
  if (CODE.test(text)) add(0.3, 'code')
  const codeWords = text.match(CODE_WORDS)?.length ?? 0
  if (codeWords > 0) add(Math.min(0.3, 0.1 * codeWords), 'programming')
  const hardWords = text.match(HARD_WORDS)?.length ?? 0
  if (hardWords > 0) add(Math.min(0.3, 0.12 * hardWords), 'reasoning')
  if (characters > 500) add(Math.min(0.3, 0.15 + characters / 40_000), 'long')
  if (hardWords === 0 && codeWords === 0 && SIMPLE.test(text)) add(-0.2, 'greeting')
  return { score: Math.min(1, Math.max(0, score)), signals }
}

/** The classifier's word, with the level that follows from its score. */
export function complexityBy(classifier: Classifier, request: RouteRequest): Complexity {
  const { score, signals, label } = classifier(request)
  const level = score >= 0.35 ? 'high' : score >= 0.15 ? 'medium' : 'low'
  return { score, level, signals, ...(label === undefined ? {} : { label }) }
}
