import { choicesOf, type Choice, type ServerToolPart, type ToolCallPart } from '../../../src/completion.ts'
import type { ApiError } from '../../../src/errors.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import type { StreamEncoder } from '../../../src/provider.ts'
import { deltaTextOf, type FinishPart, type PartDelta, type StreamPart } from '../../../src/stream.ts'
import type { Backend } from '../backend.ts'
import { lineJson, prettyJson } from '../json.ts'
import { traitsOf } from '../model-traits.ts'
import { answerPart, functionCall, shownText, signaturesOf, signedTools, type Signatures } from './answer-parts.ts'
import { fileQueryPart } from './built-in-tools.ts'
import { contentOf, endOf, indexOf, isPromptBlocked, promptFeedback, tail } from './encode.ts'
import { progressOf, type ToolProgress } from './stream-grounding.ts'
import { partialCalls } from './stream-arguments.ts'
import { allSent, usageWriter, type GenerateExchange, type Sent } from './usage.ts'
import type { WireAnswerPart, WireCandidate } from './wire.ts'

/** The encoder of one stream; every event is a whole response. */
export function encodeStream(exchange: GenerateExchange, backend: Backend): StreamEncoder {
  const encoder = new ContentStream(exchange, backend)
  return (part) => encoder.encode(part)
}

/** What has been said and not been sent: the end of its candidate goes with it. */
interface Held {
  readonly parts: readonly WireAnswerPart[]
  readonly sent: Sent
  /** What else the candidate carries. */
  readonly extra: object
}

class ContentStream {
  private readonly exchange: GenerateExchange
  private readonly backend: Backend
  private readonly usage: (sent: Sent) => object
  private readonly tail: object
  private readonly signatures: Signatures
  private readonly isThird: boolean
  private readonly held = new Map<number, Held>()
  /** Characters of the part that each choice is at. */
  private readonly written = new Map<number, number>()
  private readonly signed = new Set<number>()
  private readonly called = new Set<number>()
  private candidates = 0
  private thoughts = 0
  private pendingThoughts = 0
  private readonly progress: ToolProgress

  constructor(exchange: GenerateExchange, backend: Backend) {
    this.exchange = exchange
    this.backend = backend
    this.usage = usageWriter(exchange, backend)
    this.tail = tail(exchange, backend)
    this.signatures = signaturesOf(exchange)
    this.isThird = traitsOf(exchange.model!.model).generation === '3'
    this.progress = progressOf(exchange, backend)
  }

  encode(part: StreamPart): readonly WireEvent[] {
    switch (part.type) {
      case 'start':
        return isPromptBlocked(this.exchange) ? [this.blocked()] : []
      case 'part-start':
        return this.partStart(part)
      case 'part-delta':
        return this.delta(part)
      case 'part-end':
        return this.partEnd(part)
      case 'finish':
        return this.finish(part)
      case 'keep-alive':
        return []
      case 'error':
        return [this.failure(part.error)]
    }
  }

  /** Thinking that does not show is over before anything does. */
  private partStart({ part, choice }: Extract<StreamPart, { readonly type: 'part-start' }>): readonly WireEvent[] {
    this.written.set(choice, 0)
    if (part.type === 'reasoning' && part.text === '') this.thoughts += part.tokens ?? 0
    return []
  }

  private delta({ part, delta, tokens, choice, index }: PartDelta): readonly WireEvent[] {
    const { usage } = this.exchange
    const written = this.written.get(choice)! + delta.length
    this.written.set(choice, written)
    const isLast = written >= deltaTextOf(part).length && this.isLastPart(choice, index)
    if (part.type === 'reasoning') {
      this.pendingThoughts += tokens
      // Gemini 3 counts its thoughts from the second event on (recorded).
      if (!this.isThird || this.thoughts > 0 || this.pendingThoughts > tokens)
        this.thoughts = Math.min(this.pendingThoughts, usage.reasoningTokens)
      return this.say(choice, [{ text: delta, thought: true }], isLast)
    }
    this.thoughts = usage.reasoningTokens
    this.candidates = Math.min(this.candidates + tokens, usage.outputTokens - usage.reasoningTokens)
    if (part.type !== 'text' && part.type !== 'refusal') return []
    const signature = this.sign(choice, this.signatures.onText === 'first')
    return this.say(choice, [{ text: shownText(delta, this.exchange), ...signature }], isLast)
  }

  private isLastPart(choice: number, index: number): boolean {
    return index === choicesOf(this.exchange.outcome)[choice]!.content.length - 1
  }

  private partEnd(end: Extract<StreamPart, { readonly type: 'part-end' }>): readonly WireEvent[] {
    const { part, choice, index } = end
    if (part.type === 'tool-call') return this.call(part, choice, index)
    if (part.type === 'server-tool') return this.serverTool(part, choice, index)
    if (part.type !== 'image-output') return []
    this.thoughts = this.exchange.usage.reasoningTokens
    const signature = this.sign(choice, this.signatures.onText === 'last')
    const shown = answerPart(part, this.exchange, this.backend, { choice, index })
    return this.say(
      choice,
      shown.map((one) => ({ ...one, ...signature })),
      this.isLastPart(choice, index),
    )
  }

  /** The use of a tool and what came of it, each in an event of its own; Gemini 3 sends an empty text with its code (recorded). */
  private serverTool(part: ServerToolPart, choice: number, index: number): readonly WireEvent[] {
    const query = fileQueryPart(part, this.exchange)
    const parts = query ? [query] : answerPart(part, this.exchange, this.backend, { choice, index })
    const shown = signedTools(parts, this.signatures, choice, index)
    const events = shown.flatMap((one, at) => {
      const isLast = at === shown.length - 1 && this.isLastPart(choice, index)
      return this.say(choice, this.isThird && 'executableCode' in one ? [one, { text: '' }] : [one], isLast)
    })
    // What the tool found is read after its use has been shown.
    const waiting = this.release(choice)
    this.progress.toolRan(part)
    return [...events, ...waiting]
  }

  /** Calls come whole: each in an event of its own since Gemini 3, before that all in one. */
  private call(part: ToolCallPart, choice: number, index: number): readonly WireEvent[] {
    const call = functionCall(part, this.exchange, this.backend)
    const signature = this.sign(choice, this.signatures.onCall)
    const isLast = this.isLastPart(choice, index)
    this.called.add(choice)
    if (this.streamsArguments()) {
      const pieces = [...partialCalls(call)]
      return pieces.flatMap((one, at) =>
        this.say(choice, [{ functionCall: one, ...(at === 0 ? signature : {}) }], isLast && at === pieces.length - 1),
      )
    }
    const before = this.held.get(choice)?.parts ?? []
    this.held.delete(choice)
    const isFollowed = choicesOf(this.exchange.outcome)[choice]!.content[index + 1]?.type === 'tool-call'
    return this.say(choice, [...before, { functionCall: call, ...signature }], isLast || isFollowed)
  }

  private streamsArguments(): boolean {
    const { toolConfig } = this.exchange.request.wire
    return this.backend.name === 'vertex' && toolConfig?.functionCallingConfig?.streamFunctionCallArguments === true
  }

  private sign(choice: number, isSigned: boolean): { readonly thoughtSignature?: string } {
    if (!isSigned || this.signed.has(choice)) return {}
    this.signed.add(choice)
    return { thoughtSignature: this.signatures.draw(choice) }
  }

  private sent(): Sent {
    const { candidates, thoughts } = this
    return { candidates, thoughts, isLast: false, hasToolInput: this.progress.hasToolInput() }
  }

  /** Sends these parts, after what was held back; holds them back instead where the end goes with them. */
  private say(choice: number, parts: readonly WireAnswerPart[], isLast: boolean): readonly WireEvent[] {
    const events = this.release(choice)
    this.held.set(choice, { parts, sent: this.sent(), extra: this.progress.extra(parts) })
    return isLast && !this.isThird ? events : [...events, ...this.release(choice)]
  }

  private release(choice: number): readonly WireEvent[] {
    const held = this.held.get(choice)
    this.held.delete(choice)
    if (!held) return []
    const content = contentOf(held.parts, this.backend)
    // What Gemini 3's code printed comes without a place and before anything is counted (recorded).
    const isBare = this.isThird && held.parts.some((part) => 'codeExecutionResult' in part)
    if (isBare) return [this.event({ content }, { ...held.sent, candidates: 0, thoughts: 0 })]
    const place = indexOf(this.exchange, choice, this.backend)
    return [this.event({ content, ...place, ...held.extra }, held.sent)]
  }

  /** The last event carries the end: with the last text before Gemini 3, with an empty text since. */
  private finish({ choice, last }: FinishPart): readonly WireEvent[] {
    if (isPromptBlocked(this.exchange)) return []
    const answer = choicesOf(this.exchange.outcome)[choice]!
    const sent = last ? allSent(this.exchange) : this.sent()
    const whole = endOf(this.exchange, answer, choice, this.backend, true)
    const end = this.progress.end(whole)
    if (this.isThird || answer.finishReason === 'content-filter') {
      const parts = this.isThird ? this.closing(choice, answer) : []
      return [...this.release(choice), this.event({ content: this.closed(parts, answer), ...end }, sent)]
    }
    const parts = this.held.get(choice)?.parts ?? []
    this.held.delete(choice)
    return [this.event({ content: contentOf(parts, this.backend), ...end }, sent)]
  }

  private closing(choice: number, { content }: Choice): readonly WireAnswerPart[] {
    if (content.every((part) => part.type === 'reasoning')) return []
    return [{ text: '', ...(this.called.has(choice) ? {} : this.sign(choice, this.signatures.onText === 'last')) }]
  }

  private closed(parts: readonly WireAnswerPart[], { finishReason }: Choice): WireCandidate['content'] {
    return finishReason === 'content-filter' ? {} : contentOf(parts, this.backend)
  }

  private blocked(): WireEvent {
    return this.write({ ...promptFeedback(this.exchange, this.usage(allSent(this.exchange))), ...this.tail })
  }

  private event(candidate: WireCandidate, sent: Sent): WireEvent {
    return this.write({ candidates: [candidate], usageMetadata: this.usage(sent), ...this.tail })
  }

  private write(body: object): WireEvent {
    const { form } = this.exchange.request.transport
    return { data: form === 'sse' ? lineJson(body) : prettyJson(body).trimEnd() }
  }

  private failure(error: ApiError): WireEvent {
    const body = this.backend.errors.errorBody(error, this.exchange)
    return { event: 'error', data: prettyJson(body) }
  }
}
