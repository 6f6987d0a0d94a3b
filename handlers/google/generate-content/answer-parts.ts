import type { Choice, ContentPart, ServerToolPart, ToolCallPart } from '../../../src/completion.ts'
import type { Backend } from '../backend.ts'
import { thoughtSignature } from '../ids.ts'
import { traitsOf } from '../model-traits.ts'
import { argumentsOf } from '../tokens.ts'
import { declarationsOf } from './check-tools.ts'
import type { GenerateExchange } from './usage.ts'
import type { WireAnswerPart, WireFunctionCall } from './wire.ts'

/** Where an answer shows the proof of its thinking. */
export interface Signatures {
  /** On the first function call. */
  readonly onCall: boolean
  /** On the text: 2.5 signs the first piece of it, Gemini 3 the end. */
  readonly onText: 'first' | 'last' | 'none'
  draw(choice: number): string
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
    draw: (choice) => thoughtSignature(seed, String(choice), usage.reasoningTokens),
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
    const signature = at === signedAt ? { thoughtSignature: signatures.draw(index) } : {}
    return answerPart(part, exchange, backend).map((one) => ({ ...one, ...signature }))
  })
}

/** One piece of an answer as the wire has it; hidden thinking is nothing. */
export function answerPart(part: ContentPart, exchange: GenerateExchange, backend: Backend): readonly WireAnswerPart[] {
  switch (part.type) {
    case 'reasoning':
      return part.text === '' ? [] : [{ text: part.text, thought: true }]
    case 'text':
    case 'refusal':
      return [{ text: shownText(part.text, exchange) }]
    case 'tool-call':
      return [{ functionCall: functionCall(part, exchange, backend) }]
    case 'server-tool':
      return serverTool(part)
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

function serverTool({ name, arguments: json, result, isError }: ServerToolPart): readonly WireAnswerPart[] {
  if (!/code/.test(name)) return []
  const { code = '' } = argumentsOf(json)
  const output = typeof result === 'string' ? result : JSON.stringify(result)
  const outcome = isError ? 'OUTCOME_FAILED' : 'OUTCOME_OK'
  return [{ executableCode: { language: 'PYTHON', code } }, { codeExecutionResult: { outcome, output } }]
}
