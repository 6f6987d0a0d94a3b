import type { JournalEvent } from '../../../../src/journal.ts'
import type { PanelExchange, PanelSimulation } from '../panel-simulation.ts'
import { changingView, isOpen, wholeView } from './exchange-view.ts'
import { GIVEN, type EventView, type ExchangePatch, type PanelMessage, type SettingsView } from './message.ts'

/** What is told of a simulation. */
export type Watched = Pick<PanelSimulation, 'exchanges' | 'usage' | 'settings' | 'providerNames' | 'clock' | 'on'> & {
  readonly streams: Pick<PanelSimulation['streams'], 'isPaused'>
}

/** Tells somebody elsewhere what becomes of a simulation. */
export interface Follower {
  /** Looks at once: something may have changed. */
  look(): void
  stop(): void
}

/** How often is told what runs, and how often it is looked whether something changed that says nothing itself. */
const LIVELY_MS = 80
const QUIET_MS = 1000
/** The newest exchanges that are told; what runs longer is told to its end. */
const FOLLOWED = 200

const EVENTS: readonly JournalEvent[] = ['exchange', 'stream', 'end']

/**
 * Sends what there is, and from then on what has changed.
 *
 * @param isReady whether the other side keeps up; what it misses it is told later
 */
export function follow(
  llm: Watched,
  send: (message: PanelMessage) => void,
  isReady: () => boolean = () => true,
): Follower {
  let teller = createTeller(llm)
  let events: EventView[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let toldAtMs = Number.NEGATIVE_INFINITY
  const again = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(look, ms)
  }
  const look = () => {
    again(LIVELY_MS)
    if (!isReady()) return
    const isAnew = teller.isOver()
    if (isAnew) teller = createTeller(llm)
    const { message, isLively } = teller.news(events)
    if (message) send(message)
    events = []
    isDue = false
    toldAtMs = performance.now()
    if (!isLively) again(QUIET_MS)
  }
  let isDue = false
  const stops = EVENTS.map((event) =>
    llm.on(event, ({ id }) => {
      events.push({ event, id, atMs: llm.clock.now() })
      if (events.length > EVENTS.length * FOLLOWED) events.shift()
      if (isDue) return
      isDue = true
      again(Math.max(0, toldAtMs + LIVELY_MS - performance.now()))
    }),
  )
  look()
  return {
    look,
    stop() {
      clearTimeout(timer)
      stops.forEach((stop) => stop())
    },
  }
}

type Told = Map<string, string>

/** Remembers what was told, and finds what was not. */
function createTeller(llm: Watched) {
  const head: Told = new Map()
  const told = new Map<PanelExchange, Told>()
  const running = new Set<PanelExchange>()
  let newest: PanelExchange | undefined
  let isFirst = true
  const tell = (exchange: PanelExchange): ExchangePatch | undefined => {
    const before = told.get(exchange)
    if (before && !running.has(exchange)) return undefined
    if (isOpen(exchange)) running.add(exchange)
    else running.delete(exchange)
    if (before) {
      const patch = changes(before, changingView(exchange, llm.streams))
      return patch && { ...patch, id: exchange.id }
    }
    const first: Told = new Map()
    changes(first, changingView(exchange, llm.streams))
    told.set(exchange, first)
    return wholeView(exchange, llm.streams)
  }
  return {
    /** Whether the simulation was reset since. */
    isOver: () => newest !== undefined && !llm.exchanges.includes(newest),
    news(events: readonly EventView[]): { readonly message: PanelMessage | undefined; readonly isLively: boolean } {
      const shown = llm.exchanges.slice(-FOLLOWED)
      newest = shown.at(-1)
      const exchanges = [...new Set([...running, ...shown])].flatMap((exchange) => tell(exchange) ?? [])
      for (const exchange of told.keys()) if (!running.has(exchange) && !shown.includes(exchange)) told.delete(exchange)
      const general = changes(head, generalOf(llm))
      const isLively = running.size > 0
      const isNews = general !== undefined || exchanges.length > 0 || events.length > 0 || isLively
      const message: PanelMessage = {
        nowMs: llm.clock.now(),
        ...(isFirst ? { isAnew: true } : {}),
        ...general,
        ...(exchanges.length > 0 ? { exchanges } : {}),
        ...(events.length > 0 ? { events } : {}),
      }
      isFirst = false
      return { message: isNews ? message : undefined, isLively }
    },
  }
}

function generalOf(llm: Watched) {
  const { providerNames, settings } = llm
  return { providerNames, settings: settingsView(settings), usage: llm.usage(), isPaused: llm.streams.isPaused() }
}

/** Settings as JSON. */
export function settingsView({ latency, ...rest }: PanelSimulation['settings']): SettingsView {
  return { ...rest, latency: typeof latency === 'function' ? GIVEN : (latency ?? null) }
}

/** The members that differ from what was told; remembers them as told. */
function changes<T extends object>(told: Told, now: T): Partial<T> | undefined {
  const changed: Partial<T> = {}
  let count = 0
  for (const name in now) {
    const text = JSON.stringify(now[name]) as string | undefined
    if (text === undefined || told.get(name) === text) continue
    told.set(name, text)
    changed[name] = now[name]
    if (name !== 'id') count++
  }
  return count > 0 ? changed : undefined
}
