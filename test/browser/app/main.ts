import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { setupWorker } from 'msw/browser'
import { createSimulation, type CreateSimulationOptions, type Fault } from '../../../handlers/index.ts'
import { mountPanel } from '../../../handlers/faces/panel/index.ts'

/** What a test asks the page to do. */
export interface Lab {
  start(options: CreateSimulationOptions): Promise<void>
  reply(text: string): void
  fault(fault: Fault): void
  reset(): void
  /** Asks and tells when each piece of text came, in milliseconds since the question. */
  ask(provider: Provider, prompt: string, options?: AskOptions): Promise<Told>
  exchanges(): readonly Seen[]
  /** Mounts the panel, unfolded. */
  panel(): void
  settings(): unknown
}

export type Provider = 'openai' | 'anthropic'

export interface AskOptions {
  readonly stream?: boolean
  /** Aborts after so many pieces. */
  readonly abortAfter?: number
  /** Gives the client `llm.fetch`: no service worker has a part in it. */
  readonly isDirect?: boolean
}

export interface Told {
  readonly text: string
  readonly atMs: readonly number[]
  readonly error: string
}

export interface Seen {
  readonly prompt: string
  readonly state: string
  readonly status: number
  readonly outputTokens: number
  readonly costUsd: number
  readonly partsMs: readonly number[]
  readonly text: string
}

let llm: ReturnType<typeof createSimulation>

const lab: Lab = {
  async start(options) {
    llm = createSimulation(options)
    await llm.ready()
    await setupWorker(...llm.handlers).start({ quiet: true })
  },
  reply: (text) => void llm.when({}).reply(text),
  fault: (fault) => void llm.fault(fault),
  reset: () => llm.reset(),
  panel: () => void mountPanel(llm, { isOpen: true }),
  settings: () => llm.settings,
  async ask(provider, prompt, { stream = true, abortAfter = Infinity, isDirect = false } = {}) {
    const startMs = performance.now()
    const controller = new AbortController()
    const told = { text: '', atMs: [] as number[], error: '' }
    const take = (text: string) => {
      if (text === '') return
      told.text += text
      if (told.atMs.push(performance.now() - startMs) >= abortAfter) controller.abort()
    }
    try {
      await asks[provider](
        prompt,
        stream,
        controller.signal,
        take,
        isDirect ? { ...options, fetch: llm.fetch } : options,
      )
    } catch (error) {
      const { constructor, name, message } = error as Error
      told.error = `${constructor.name || name}: ${message}`
    }
    return told
  },
  exchanges: () =>
    llm.exchanges.map(({ prompt, state, status, usage, costUsd, schedule, text }) => ({
      prompt,
      state,
      status,
      outputTokens: usage.outputTokens,
      costUsd,
      partsMs: [...(schedule.partsMs ?? [])],
      text,
    })),
}

type Asking = (
  prompt: string,
  stream: boolean,
  signal: AbortSignal,
  take: (text: string) => void,
  client: typeof options & { readonly fetch?: typeof fetch },
) => Promise<void>

const options = { apiKey: 'any', dangerouslyAllowBrowser: true, maxRetries: 0 }

const asks: Record<Provider, Asking> = {
  async openai(prompt, stream, signal, take, client) {
    const body = { model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content: prompt }] }
    const { completions } = new OpenAI(client).chat
    if (!stream) return take((await completions.create(body, { signal })).choices[0]!.message.content ?? '')
    for await (const chunk of await completions.create({ ...body, stream }, { signal }))
      take(chunk.choices[0]?.delta.content ?? '')
  },
  async anthropic(prompt, stream, signal, take, client) {
    const body = { model: 'claude-haiku-4-5', max_tokens: 300, messages: [{ role: 'user' as const, content: prompt }] }
    const { messages } = new Anthropic(client)
    if (!stream) {
      const { content } = await messages.create(body, { signal })
      return take(content.map((block) => (block.type === 'text' ? block.text : '')).join(''))
    }
    for await (const event of await messages.create({ ...body, stream }, { signal }))
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') take(event.delta.text)
  },
}

Object.assign(globalThis, { lab })
