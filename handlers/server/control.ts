import { UsageError } from '../../src/errors.ts'
import type { ExchangeJson } from '../../src/exchange-text.ts'
import type { Fault, FaultHandle } from '../../src/faults/fault.ts'
import type { Scope } from '../../src/scope.ts'
import type { Simulation } from '../../src/simulation.ts'
import { environmentText, providerAddresses } from './environment.ts'
import { addRule, matchOf } from './rule-spec.ts'
import { createSettingsControl, steerStreams } from './settings-control.ts'

/** A request to the control API, as plain data: it may come from another process. */
export interface ControlRequest {
  readonly method: string
  /** What follows `/__llm`, without the query. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The body's text; empty where there is none. */
  readonly text: string
  /** Whose rules, faults and exchanges are meant; undefined: everybody's. */
  readonly scope: string | undefined
  /** The server's address as the client has it. */
  readonly origin: string
}

/** An answer of the control API; `body` is written as JSON, a string as text. */
export interface ControlAnswer {
  readonly status: number
  readonly body: unknown
}

/** Answers requests to the control API. */
export type Control = (request: ControlRequest) => Promise<ControlAnswer>

interface Task extends Omit<ControlRequest, 'scope'> {
  /** The parsed body. */
  readonly json: unknown
  /** The scope that is named, else the simulation. */
  readonly target: Simulation | Scope
  readonly scope: Scope | undefined
}

type Action = (task: Task) => unknown

/** The control API of a simulation: its rules, faults, settings, streams, clock, journal, usage and reset over HTTP, for all or for one scope. */
export function createControl(llm: Simulation): Control {
  const faults = new Map<string, { readonly fault: unknown; readonly handle: FaultHandle }>()
  const actions = actionsOf(llm, faults)
  return async ({ scope, ...request }) => {
    const key = `${request.method} ${request.path}`
    const action = actions[key]
    if (!action) return unknownAction(key, Object.keys(actions))
    try {
      const named = scope === undefined ? undefined : llm.scope(scope)
      const body = await action({ ...request, json: parsed(request.text), scope: named, target: named ?? llm })
      return { status: request.method === 'POST' && body === undefined ? 204 : 200, body }
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      return { status: 400, body: { error: { message: error.message } } }
    }
  }
}

function actionsOf(
  llm: Simulation,
  faults: Map<string, { readonly fault: unknown; readonly handle: FaultHandle }>,
): Readonly<Record<string, Action>> {
  const settings = createSettingsControl(llm)
  const actions: Record<string, Action> = {
    'GET ': () => ({ actions: [...Object.keys(actions), 'GET /events'], scopeBy: 'x-msw-llm-scope header or ?scope=' }),
    'GET /health': () => health(llm),
    'GET /env': ({ origin }) => environmentText(providerAddresses(llm, origin)),
    'GET /providers': ({ origin }) => ({ providers: providerAddresses(llm, origin) }),
    'GET /journal': (task) => journal(task),
    'GET /usage': ({ target }) => target.usage(),
    'GET /clock': () => ({ nowMs: llm.clock.now() }),
    'POST /clock': ({ json }) => advance(llm, json),
    'POST /rules': ({ json, target }) => {
      for (const spec of [json].flat()) addRule((match) => target.when(match), spec)
    },
    'POST /faults': ({ json, target }) => {
      const added = [json].flat().map((fault) => ({ fault, handle: target.fault(faultOf(fault)) }))
      const first = faults.size + 1
      added.forEach((one, index) => faults.set(`fault_${first + index}`, one))
      return { ids: added.map((_, index) => `fault_${first + index}`) }
    },
    'GET /faults': () => ({
      faults: [...faults].map(([id, { fault, handle }]) => ({ id, fault, struck: handle.struck })),
    }),
    'DELETE /faults': ({ query: { id } }) => {
      for (const [name, { handle }] of faults) if (id === undefined || id === name) handle.stop()
    },
    'GET /settings': () => settings.view(),
    'POST /settings': ({ json }) => settings.change(json),
    'GET /streams': () => ({ isPaused: llm.streams.isPaused() }),
    'POST /streams': ({ json }) => steerStreams(llm, json),
    'POST /scopes': ({ json }) => {
      const { name, headers, apiKey } = llm.scope((json as { readonly name?: string } | undefined)?.name)
      return { name, headers, apiKey }
    },
    'POST /reset': ({ scope }) => {
      if (scope) return scope.end()
      faults.clear()
      llm.reset()
    },
  }
  return actions
}

function health(llm: Simulation): object {
  return { status: 'ok', providers: llm.providers.map(({ name }) => name), exchanges: llm.usage().exchanges }
}

/** An exchange as the journal shows it. */
export interface JournalEntry extends ExchangeJson {
  readonly provider: string
  readonly prompt: string
  readonly scope?: string
}

function journal({ target, query }: Task): { readonly exchanges: readonly JournalEntry[] } {
  return {
    exchanges: newest(target.exchanges, query).map((exchange) => ({
      ...exchange.toJSON(),
      provider: exchange.provider,
      prompt: exchange.prompt,
      ...(exchange.scope === undefined ? {} : { scope: exchange.scope }),
    })),
  }
}

/** Those after the one with the id `after`, of these the last `limit`. */
export function newest<E extends { readonly id: string }>(
  all: readonly E[],
  { after, limit }: Readonly<Record<string, string>>,
): readonly E[] {
  const rest = after === undefined ? all : all.slice(all.findIndex(({ id }) => id === after) + 1)
  return limit === undefined ? rest : rest.slice(-Number(limit))
}

async function advance({ clock }: Simulation, json: unknown): Promise<object> {
  const ms = (json as { readonly advanceMs?: unknown } | undefined)?.advanceMs
  if (typeof ms !== 'number' || !(ms >= 0))
    throw new UsageError('The clock takes { "advanceMs": 1000 }: milliseconds from 0.')
  if (!('advance' in clock) || typeof clock.advance !== 'function')
    throw new UsageError("Only a manual clock can be moved: start the simulation with clock: 'manual'.")
  await (clock.advance as (ms: number) => Promise<void>)(ms)
  return { nowMs: clock.now() }
}

/** A fault with a match written as JSON. */
export function faultOf(fault: unknown): Fault {
  if (typeof fault === 'string') return fault as Fault
  if (typeof fault !== 'object' || fault === null)
    throw new UsageError(`A fault is a kind or an object, for instance "overloaded", not ${JSON.stringify(fault)}.`)
  const { when } = fault as { readonly when?: unknown }
  return when === undefined ? fault : { ...fault, when: matchOf(when) }
}

function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`The body is no JSON: ${(error as Error).message}.`)
  }
}

function unknownAction(key: string, known: readonly string[]): ControlAnswer {
  const listed = known.map((one) => one.replace(' ', ' /__llm')).join(', ')
  return {
    status: 404,
    body: { error: { message: `There is no ${key.replace(' ', ' /__llm')}. The control API has: ${listed}.` } },
  }
}
