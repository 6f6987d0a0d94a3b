import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { CoolDowns } from './cool-downs.ts'
import { failureOf, type Failure } from './failure.ts'
import type { Message, Target } from './targets.ts'

export interface GatewayOptions {
  readonly targets: readonly Target[]
  /** USD that may be spent in all. */
  readonly budgetUsd: number
  /** The app's time, so that tests need not wait. */
  readonly clock?: { now(): number; sleep(ms: number): Promise<void> }
}

/** Retries of one target before the next is asked. */
const RETRIES = 1
/** Longest `retry-after` that is waited for; a longer one cools the target down instead. */
const PATIENCE_MS = 2000
const COOL_DOWN_MS = 15_000
const GO_ON = 'Go on exactly where you stopped, without repeating anything.'

const realClock = { now: () => Date.now(), sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)) }

/** An OpenAI-compatible endpoint over several providers: retries, falls back, cools failing ones down, and keeps to a budget. */
export function createGateway({ targets, budgetUsd, clock = realClock }: GatewayOptions) {
  const app = new Hono()
  const coolDowns = new CoolDowns(() => clock.now())
  let spentUsd = 0

  /** Pieces of one target's answer, asked again while nothing of it has come. */
  async function* patiently(target: Target, messages: readonly Message[]): AsyncGenerator<string> {
    for (let retry = 0; ; retry++) {
      let hasBegun = false
      try {
        const pieces = target.stream(messages, ({ inputTokens, outputTokens }) => {
          const { input, output } = target.usdPerMillion
          spentUsd += (inputTokens * input + outputTokens * output) / 1_000_000
        })
        for await (const piece of pieces) {
          hasBegun = true
          yield piece
        }
        return
      } catch (error) {
        const { isTheirs, retryAfterMs = 250 } = failureOf(error)
        if (hasBegun || !isTheirs || retry === RETRIES || retryAfterMs > PATIENCE_MS) throw error
        await clock.sleep(retryAfterMs)
      }
    }
  }

  /** Those that are well; where all cool down, those that are left alone anyway, the nearest to its end first. */
  function inOrder(): readonly Target[] {
    const well = targets.filter(({ name }) => !coolDowns.isCooling(name))
    return well.length > 0 ? well : targets.toSorted((a, b) => coolDowns.leftMs(a.name) - coolDowns.leftMs(b.name))
  }

  /** The answer of the first target that gives one; where a stream breaks, the next one goes on with it. */
  async function* answer(messages: readonly Message[], asked: (name: string) => void): AsyncGenerator<string> {
    let said = ''
    let last: Failure | undefined
    const goneOn = new Set<Target>()
    const waiting = [...inOrder()]
    for (let target = waiting.shift(); target; target = waiting.shift()) {
      asked(target.name)
      const go: Message[] = said
        ? [
            { role: 'assistant', content: said },
            { role: 'user', content: GO_ON },
          ]
        : []
      try {
        for await (const piece of patiently(target, [...messages, ...go])) {
          said += piece
          yield piece
        }
        return
      } catch (error) {
        last = failureOf(error)
        if (!last.isTheirs) throw error
        // A stream that broke off says little of the next one.
        coolDowns.start(target.name, last.retryAfterMs ?? (said === '' ? COOL_DOWN_MS : 1000))
        // What has begun should end: the same one may go on, once.
        if (said !== '' && !goneOn.has(target)) waiting.push(target)
        goneOn.add(target)
      }
    }
    throw new AllFailed(last)
  }

  app.post('/v1/chat/completions', async (context) => {
    const body = await context.req.json<{ messages: Message[]; stream?: boolean }>()
    if (spentUsd >= budgetUsd)
      return context.json({ error: { message: `The budget of $${budgetUsd} is spent.`, type: 'budget_exceeded' } }, 402)
    const tried: string[] = []
    const pieces = answer(body.messages, (name) => tried.push(name))
    // Nothing is sent before the first piece, so that a status can still tell of a failure.
    const first = await pieces.next().catch((error: unknown) => new Refusal(error, coolDowns.shortestMs()))
    if (first instanceof Refusal) {
      context.header('retry-after', first.retryAfter)
      return context.json({ error: { message: first.message, type: 'upstream_error' } }, first.status)
    }
    context.header('x-gateway-tried', tried.join(', '))
    const all = async function* () {
      if (!first.done) yield first.value
      yield* pieces
    }
    if (!body.stream) {
      let content = ''
      try {
        for await (const piece of all()) content += piece
      } catch (error) {
        return context.json({ error: { message: failureOf(error).message, type: 'upstream_error' } }, 502)
      }
      const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }]
      return context.json({ id: 'gateway', object: 'chat.completion', model: tried.at(-1), choices })
    }
    return streamSSE(context, async (stream) => {
      const chunk = (delta: object, reason: string | null = null) => ({
        id: 'gateway',
        object: 'chat.completion.chunk',
        model: tried.at(-1),
        choices: [{ index: 0, delta, finish_reason: reason }],
      })
      try {
        for await (const content of all()) await stream.writeSSE({ data: JSON.stringify(chunk({ content })) })
        await stream.writeSSE({ data: JSON.stringify(chunk({}, 'stop')) })
        await stream.writeSSE({ data: '[DONE]' })
      } catch (error) {
        await stream.writeSSE({ data: JSON.stringify({ error: { message: failureOf(error).message } }) })
      }
    })
  })

  return { app, spentUsd: () => spentUsd }
}

/** Nobody could answer. */
class AllFailed extends Error {
  readonly status: number

  constructor(last: Failure | undefined) {
    super(last ? `All providers failed; the last one said: ${last.message}` : 'All providers cool down.')
    this.status = last?.status === 429 ? 429 : 503
  }
}

/** A failure on its way to the client. */
class Refusal {
  readonly message: string
  readonly status: 400 | 429 | 503
  readonly retryAfter: string

  constructor(error: unknown, retryAfterMs: number) {
    const { status, message } = failureOf(error)
    this.message = message
    this.status = status === 429 ? 429 : status !== undefined && status < 500 ? 400 : 503
    this.retryAfter = String(Math.ceil(retryAfterMs / 1000))
  }
}
