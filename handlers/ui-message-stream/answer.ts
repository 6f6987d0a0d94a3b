import { UsageError, type ApiError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { MockProvider } from '../../src/mock-provider.ts'
import type { InputPart, Message } from '../../src/request.ts'
import type { Simulation } from '../../src/simulation.ts'
import { MASKED, UI_FINISH_REASON, UI_STREAM_HEADERS, type UiChunk } from './chunk.ts'
import { conversationOf } from './conversation.ts'
import type { UiMessageStreamOptions } from './options.ts'
import { runTools } from './run-tools.ts'
import { stepEndpoint, stepRequest } from './step-endpoint.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** One call of the model: its exchange, and its chunks as they come. */
interface Step {
  readonly exchange: Exchange
  readonly response: Response
}

const encoder = new TextEncoder()
const CREDENTIAL = { key: 'route' }

/** Answers what `useChat` sends, as a route with AI SDK's `streamText` does. */
export async function answerUiMessages(
  simulation: Simulation,
  request: Request,
  options: UiMessageStreamOptions,
): Promise<Response> {
  const controller = new AbortController()
  const leave = () => controller.abort(request.signal.reason)
  if (request.signal.aborted) leave()
  else request.signal.addEventListener('abort', leave, { once: true })
  const provider = options.provider === undefined ? simulation.providers[0]! : simulation.provider(options.provider)
  const ask = (messages: readonly Message[]) =>
    askStep(simulation, provider, request, controller.signal, messages, options)
  let messages: readonly Message[]
  try {
    messages = conversationOf(await request.json())
  } catch (error) {
    const text = error instanceof UsageError ? error.message : 'uiMessageStream answers JSON bodies.'
    simulation.warn(text)
    return new Response(text, { status: 400, headers: { 'content-type': 'text/plain; charset=utf-8' } })
  }
  const first = await ask(messages)
  if (options.errors === 'status' && !first.response.ok) return first.response
  const chunks = answer(first, messages, ask, options)
  const body = new ReadableStream<Bytes>(
    {
      async pull(sink) {
        const { done, value } = await chunks.next()
        if (done) sink.close()
        else sink.enqueue(value)
      },
      cancel: (reason) => controller.abort(reason),
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { headers: UI_STREAM_HEADERS })
}

/** The bytes of the whole answer: steps until no tool has run, or one has failed. */
async function* answer(
  first: Step,
  asked: readonly Message[],
  ask: (messages: readonly Message[]) => Promise<Step>,
  options: UiMessageStreamOptions,
): AsyncGenerator<Bytes, void> {
  const { maxSteps = 5, tools = {}, messageMetadata } = options
  const exchanges: Exchange[] = []
  let messages = asked
  yield frame({ type: 'start' })
  for (let step: Step | undefined = first; step;) {
    const { exchange, response } = step
    exchanges.push(exchange)
    if (exchange.error) {
      await response.body?.cancel()
      yield frame({ type: 'error', errorText: errorText(options)(exchange.error) })
      break
    }
    yield* bytesOf(response)
    if (exchange.state !== 'complete') {
      // The words for the failure, if there are any, are among the bytes.
      yield frame({ type: 'finish-step' })
      yield frame({ type: 'finish', finishReason: exchange.fault?.how === 'error' ? 'error' : 'other' })
      break
    }
    const ran = await runTools(exchange, tools)
    for (const chunk of ran.chunks) yield frame(chunk)
    yield frame({ type: 'finish-step' })
    if (!ran.isComplete || exchanges.length >= maxSteps) {
      const metadata = messageMetadata?.(exchanges)
      yield frame({ type: 'finish', finishReason: finishReasonOf(exchange), ...withMetadata(metadata) })
      break
    }
    messages = [...messages, spoken(exchange), { role: 'tool', content: ran.results }]
    step = await ask(messages)
  }
  yield encoder.encode('data: [DONE]\n\n')
}

async function askStep(
  simulation: Simulation,
  provider: MockProvider,
  { url, headers: sent }: Request,
  signal: AbortSignal,
  messages: readonly Message[],
  options: UiMessageStreamOptions,
): Promise<Step> {
  const model = options.model ?? defaultModel(provider)
  // What is drawn depends on it: so it has none of the ids that the page draws.
  const text = JSON.stringify({ model, conversation: messages })
  const headers = new Headers(sent)
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  const formData = () => Promise.reject(new TypeError('The body is JSON.'))
  const incoming = { method: 'POST', url, headers, signal, body: text, text: () => Promise.resolve(text), formData }
  let exchange: Exchange | undefined
  const response = await simulation.ask(
    provider,
    incoming,
    (definition) => stepEndpoint(definition, stepRequest(model, messages, options), errorText(options)),
    { rejects: false, credential: CREDENTIAL, onOpen: (opened) => (exchange = opened) },
  )
  return { exchange: exchange!, response }
}

async function* bytesOf({ body }: Response): AsyncGenerator<Bytes, void> {
  const reader = (body as ReadableStream<Bytes>).getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
}

function frame(chunk: UiChunk): Bytes {
  return encoder.encode(`data: ${JSON.stringify(chunk)}\n\n`)
}

function errorText({ onError }: UiMessageStreamOptions): (error: ApiError) => string {
  return (error) => onError?.(error) ?? MASKED
}

function withMetadata(messageMetadata: unknown): { readonly messageMetadata?: unknown } {
  return messageMetadata === undefined ? {} : { messageMetadata }
}

function finishReasonOf({ outcome }: Exchange) {
  return UI_FINISH_REASON['finishReason' in outcome ? (outcome.finishReason as keyof typeof UI_FINISH_REASON) : 'stop']
}

/** What the model said in a step, for the next one. */
function spoken({ sent }: Exchange): Message {
  const content = sent.filter((part): part is Extract<typeof part, InputPart> =>
    ['text', 'reasoning', 'tool-call'].includes(part.type),
  )
  return { role: 'assistant', content }
}

function defaultModel({ card, name }: MockProvider): string {
  const able = card.models.models.find(
    ({ capabilities }) => capabilities.includes('chat') && capabilities.includes('tools'),
  )
  const model = able ?? card.models.models.find(({ capabilities }) => capabilities.includes('chat'))
  if (!model) throw new UsageError(`${name} has no model that chats: give uiMessageStream the option model.`)
  return model.id
}
