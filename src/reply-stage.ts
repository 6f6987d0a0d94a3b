import { NO_USAGE, type Choice, type ContentPart, type ToolCallPart } from './completion.ts'
import { UsageError } from './errors.ts'
import type { ExchangeRecord, OperationResult } from './exchange.ts'
import type { Engine } from './engine.ts'
import { loadSimulatedModel } from './load-answering.ts'
import { fork, type Seed } from './random.ts'
import { draftOf } from './reply/answer.ts'
import { conversationOf } from './reply/match.ts'
import { explainRules, findRule } from './reply/find-rule.ts'
import { answerBy, respondBy } from './reply/reply.ts'
import { tellRepeated } from './reply/tell-repeated.ts'
import { tellUnoffered } from './reply/tell-unoffered.ts'
import type { CompletionRequest } from './request.ts'
import type { Responder } from './reply/rule.ts'
import type { Run } from './run.ts'

/** What was recorded of an operation other than chat, where a rule has it. */
export async function replay({ record, engine, hold }: Run): Promise<OperationResult | undefined> {
  const rules = engine.rulesOf(record).filter(({ answersAny }) => answersAny)
  const request = conversationOf(record)
  const rule = findRule(rules, request, record)
  if (!rule) {
    if (engine.strict && rules.length > 0) throw unmatched(engine, request, record)
    return undefined
  }
  await answerBy(rule, request, record, hold, () => Promise.reject(new UsageError('A recording has no answer.')))
  const usage = record.verbatim?.usage
  return usage ? { usage: { ...NO_USAGE, ...usage } } : {}
}

/** The request as middleware makes it. */
export async function changed({ record, engine, hold }: Run, asked: CompletionRequest): Promise<CompletionRequest> {
  let request = asked
  for (const { request: change } of engine.middleware) {
    if (change) request = (await hold.theirs(() => change(request, record))) ?? request
  }
  record.request = request
  return request
}

/** The choices that the request asks for; at once where nothing has to be waited for. */
export function reply(run: Run, request: CompletionRequest): readonly Choice[] | Promise<readonly Choice[]> {
  const { seed } = run.record
  const first = answered(run, request, seed)
  if (request.n > 1 || first instanceof Promise) return choicesFrom(run, request, first)
  return [finished(run, request, first, seed, 0)]
}

async function choicesFrom(
  run: Run,
  request: CompletionRequest,
  first: Choice | Promise<Choice>,
): Promise<readonly Choice[]> {
  const { record } = run
  const choices = [finished(run, request, await first, record.seed, 0)]
  // What was recorded has all its choices.
  for (let index = 1; index < request.n && !record.verbatim; index++) {
    const seed = fork(record.seed, `choice ${index}`)
    choices.push(finished(run, request, await answered(run, request, seed), seed, index))
  }
  return choices
}

function finished(run: Run, request: CompletionRequest, said: Choice, seed: Seed, index: number): Choice {
  if (said.content.some(({ type }) => type === 'tool-call')) {
    tellUnoffered(said.content, request, run)
    tellRepeated(said.content, request, run)
  }
  return withIds(run.endpoint.arrange?.(said, request, seed) ?? said, run, index)
}

/** What answers: middleware, in it a provider's own code, in that {@link simulated}. */
function answered(run: Run, request: CompletionRequest, seed: Seed): Choice | Promise<Choice> {
  const { record, host, engine, hold } = run
  const { answer, isOverridden } = host
  if (!answer && engine.middleware.length === 0) return simulated(run, request, seed)
  const inner = async () => simulated(run, request, seed)
  const asked = answer && (() => answer(request, record, () => hold.ours(inner)))
  return around(run, request, asked ? (isOverridden ? () => hold.theirs(asked) : asked) : inner)
}

/** What the endpoint, the request's own headers, the rules, the responder or the simulated model say; at once where that needs no work of others. */
function simulated(run: Run, request: CompletionRequest, seed: Seed): Choice | Promise<Choice> {
  const { record, engine, hold } = run
  const forced = run.endpoint.forced?.(request)
  if (forced) return forced
  if (record.asked.reply !== undefined) return draftOf(record.asked.reply)
  const rule = findRule(engine.rulesOf(record), request, record)
  if (rule) return answerBy(rule, request, record, hold, () => invented(run, request, seed))
  return engine.responder ? responded(run, engine.responder, request, seed) : unscripted(run, request, seed)
}

async function responded(run: Run, responder: Responder, request: CompletionRequest, seed: Seed): Promise<Choice> {
  return (await respondBy(responder, request, run.record, run.hold)) ?? unscripted(run, request, seed)
}

/** @throws {UsageError} where `strict` wants everything scripted */
function unscripted(run: Run, request: CompletionRequest, seed: Seed): Promise<Choice> {
  if (run.engine.strict) throw unmatched(run.engine, request, run.record)
  return invented(run, request, seed)
}

async function invented({ record }: Run, request: CompletionRequest, seed: Seed): Promise<Choice> {
  const { simulateAnswer } = loadSimulatedModel.loaded ?? (await loadSimulatedModel())
  return simulateAnswer(request, record.model!.model, seed)
}

/** The answer as middleware makes it; what was added first is outermost. */
function around(
  { engine, record, hold }: Run,
  request: CompletionRequest,
  next: () => Promise<Choice>,
): Promise<Choice> {
  if (engine.middleware.length === 0) return next()
  const stages = engine.middleware.flatMap(({ reply }) => (reply ? [reply] : []))
  return stages.reduceRight<() => Promise<Choice>>(
    (inner, stage) => async () => draftOf(await hold.theirs(() => stage(() => hold.ours(inner), request, record))),
    next,
  )()
}

function unmatched(engine: Engine, request: CompletionRequest, record: ExchangeRecord): UsageError {
  const isAnswerable = record.operation === 'chat'
  const prompt = isAnswerable ? [`prompt ${JSON.stringify(record.prompt.slice(0, 120))}`] : []
  const asked = [record.endpoint, ...(request.model === '' ? [] : [`model ${request.model}`]), ...prompt]
  return new UsageError(
    [
      `strict: no rule answers this exchange (${asked.join(', ')}).`,
      ...explainRules(engine.rulesOf(record), record),
      `${isAnswerable ? 'Add one with llm.when(…).reply(…)' : 'Record this request, too'}, or leave strict out.`,
    ].join('\n  '),
  )
}

/** Calls of tools get the ids that the provider would draw. */
function withIds(choice: Choice, { endpoint, record }: Run, choiceIndex: number): Choice {
  if (!choice.content.some(needsId)) return choice
  const draw = endpoint.toolCallId
  const content = choice.content.map((part, index) =>
    needsId(part)
      ? {
          ...part,
          id: draw?.(record.seed, `tool ${choiceIndex} ${index}`, record.model?.model, part.name) ?? `call_${index}`,
        }
      : part,
  )
  return { ...choice, content }
}

function needsId(part: ContentPart): part is ToolCallPart {
  return part.type === 'tool-call' && part.id === ''
}
