import { standardAnswer } from './answer-with.ts'
import { NO_USAGE, type Choice, type Completion } from './completion.ts'
import type { Engine, ProviderHost } from './engine.ts'
import { ApiError } from './errors.ts'
import { ExchangeRecord } from './exchange.ts'
import { completeModel } from './own-models.ts'
import { decide } from './pipeline.ts'
import type { ChatBody, ChatRequest } from './reply/chat-body.ts'
import { bodyOfCompletion, directEndpoint, directRequest, withQualityText } from './reply/direct.ts'
import { dismiss, finishDirect, untilHeaders } from './respond.ts'

/** What a provider says without HTTP; `ordinal` counts its calls. */
export async function answerDirectly(
  engine: Engine,
  host: ProviderHost,
  request: ChatRequest,
  ordinal: () => number,
): Promise<ChatBody> {
  const { name, models } = host.definition
  const { id, seed } = engine.begin(name, 'direct ', request)
  const receivedAtMs = engine.clock.now()
  const record = new ExchangeRecord({
    id,
    provider: name,
    endpoint: `${name}.direct`,
    operation: 'chat',
    seed,
    receivedAtMs,
    request: directRequest(request),
    host: '',
    url: '',
    path: '',
    method: '',
    body: undefined,
    headers: new Headers(),
    asked: {},
    scope: undefined,
  })
  // Any name is a model, as in the ancestor: counted as a plain chat model without a price.
  record.model = models.resolve(request.model) ?? {
    id: request.model,
    model: { ...completeModel(request.model), capabilities: ['chat'] },
  }
  const decided = await decide({
    engine,
    resets: engine.resets,
    host: { ...host, answer: (asked, _, say) => withQualityText(asked, engine, record, say) },
    endpoint: directEndpoint,
    record,
    call: undefined,
    answer: standardAnswer,
    client: { signal: undefined },
  })
  if (decided.mistake) {
    dismiss(decided)
    throw decided.mistake
  }
  await untilHeaders(decided, 'totalMs')
  finishDirect(decided)
  if (record.outcome instanceof ApiError) throw named(record.outcome, name)
  return bodyOfCompletion(name, request.model, record.outcome as Completion, ordinal(), receivedAtMs)
}

export { choiceOfBody } from './reply/direct.ts'

/** What a subclass gets that asks its parent while it answers an exchange: the body alone. */
export function innerBody(provider: string, model: string, said: Choice): ChatBody {
  return bodyOfCompletion(provider, model, { ...said, usage: NO_USAGE }, 0, 0)
}

function named(error: ApiError, provider: string): ApiError {
  const said = error.message === '' ? error.kind : error.message
  return error.with({ provider, message: `Simulated API error from ${provider}: ${said}` })
}
