import type { Choice, ContentPart, ToolCallPart } from '../../../src/completion.ts'
import type { Backend } from '../backend.ts'
import { thoughtSignature } from '../ids.ts'
import { traitsOf } from '../model-traits.ts'
import { argumentsOf } from '../tokens.ts'
import { builtInParts, type ToolPlace } from './built-in-tools.ts'
import { declarationsOf } from './check-tools.ts'
import type { GenerateExchange } from './usage.ts'
import type { WireAnswerPart, WireFunctionCall } from './wire.ts'

/** Where an answer shows the proof of its thinking. */
export interface Signatures {
  /** On the first function call. */
  readonly onCall: boolean
  /** On the text: 2.5 signs the first piece of it, Gemini 3 the end. */
  readonly onText: 'first' | 'last' | 'none'
  /** On code and on other uses of built-in tools. */
  readonly onTools: boolean
  draw(choice: number, place?: number): string
}

/** Gemini 3 signs every answer; 2.5 only what it thought about with functions at hand (recorded). */
export function signaturesOf(exchange: GenerateExchange): Signatures {
  const { seed, usage, request } = exchange
  const { generation } = traitsOf(exchange.model!.model)
  const signs25 = generation === '2.5' && usage.reasoningTokens > 0 && declarationsOf(request.wire).length > 0
  const isThird = generation === '3'
  return {
    onCall: isThird || signs25,
    onText: isThird ? 'last' : signs25 ? 'first' : 'none',
    onTools: isThird,
    draw: (choice, place) =>
      thoughtSignature(seed, place === undefined ? String(choice) : `${choice} ${place}`, usage.reasoningTokens),
  }
}

/** The parts of a whole answer. */
export function partsOf(
  exchange: GenerateExchange,
  { content }: Choice,
  index: number,
  backend: Backend,
): readonly WireAnswerPart[] {
  const signatures = signaturesOf(exchange)
  const firstCall = content.findIndex((part) => part.type === 'tool-call')
  const textAt = (part: ContentPart) => part.type === 'text' || part.type === 'refusal' || part.type === 'image-output'
  const signedText = signatures.onText === 'first' ? content.findIndex(textAt) : content.findLastIndex(textAt)
  const signedAt =
    firstCall >= 0 ? (signatures.onCall ? firstCall : -1) : signatures.onText === 'none' ? -1 : signedText
  return content.flatMap((part, at) => {
    const parts = answerPart(part, exchange, backend, { choice: index, index: at })
    if (part.type === 'server-tool') return signedTools(parts, signatures, index, at)
    const signature = at === signedAt ? { thoughtSignature: signatures.draw(index) } : {}
    return parts.map((one) => ({ ...one, ...signature }))
  })
}

/** Every use of a built-in tool is signed; what code printed is not (recorded). */
export function signedTools(
  parts: readonly WireAnswerPart[],
  signatures: Signatures,
  choice: number,
  place: number,
): readonly WireAnswerPart[] {
  if (!signatures.onTools) return parts
  return parts.map((one, at) =>
    'codeExecutionResult' in one ? one : { ...one, thoughtSignature: signatures.draw(choice, place * 2 + at) },
  )
}

/** One piece of an answer as the wire has it; hidden thinking is nothing. */
export function answerPart(
  part: ContentPart,
  exchange: GenerateExchange,
  backend: Backend,
  place: ToolPlace,
): readonly WireAnswerPart[] {
  switch (part.type) {
    case 'reasoning':
      return part.text === '' ? [] : [{ text: part.text, thought: true }]
    case 'text':
    case 'refusal':
      return [{ text: shownText(part.text, exchange) }]
    case 'tool-call':
      return [{ functionCall: functionCall(part, exchange, backend) }]
    case 'server-tool':
      return builtInParts(part, exchange, place)
    case 'image-output':
      return [{ inlineData: { mimeType: part.mediaType, data: part.data } }]
  }
}

/** The text of an answer; one of a list of words comes without its quotes. */
export function shownText(text: string, { request }: GenerateExchange): string {
  const isWord = request.wire.generationConfig?.responseMimeType === 'text/x.enum'
  return isWord ? text.replace(/^"(.*)"$/s, '$1') : text
}

/** Calls of the Gemini API have ids since Gemini 3; an id that a test author gave is always shown. */
export function functionCall(part: ToolCallPart, exchange: GenerateExchange, backend: Backend): WireFunctionCall {
  const { name, id, arguments: json } = part
  const hasIds = backend.name === 'gemini' && traitsOf(exchange.model!.model).generation === '3'
  return { name, args: argumentsOf(json), ...(hasIds && id !== '' ? { id } : {}) }
}
