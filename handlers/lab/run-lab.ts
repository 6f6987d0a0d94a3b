import { UsageError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { FaultRule } from '../../src/faults/fault.ts'
import type { RouteConstraints, Router } from '../../src/router/index.ts'
import type { Simulation } from '../create-simulation.ts'
import type { GatewayOptions } from '../gateway/options.ts'
import { routerOf } from '../gateway/router-of.ts'
import { measure, type HttpTarget, type Measured } from './client.ts'
import { callOf, type LabCall } from './lab-call.ts'
import { USUAL_MODELS } from '../router-catalog.ts'
import { createReference, type Reference } from './reference.ts'
import { reportOf, type LabReport } from './report.ts'
import { outagesOf } from './outages.ts'
import { routerByFunction, watchedRouter, type RouteFunction } from './under-test.ts'
import { createWorkload, indexOf, type LabRequest, type WorkloadOptions } from './workload.ts'

/** What {@link runLab} takes. */
export interface LabOptions {
  /** The simulation whose providers are asked; its clock should be virtual, so that nobody waits. It is reset at the start. */
  readonly llm: Simulation
  /**
   * What is tested: a function, a Router (`createRouter({ clock: llm.clock })`), an HTTP gateway in front of the simulation, or `'reference'`, the
   * reference router itself. Functions and Routers are asked by a gateway of the simulation, which retries and falls back as `gateway` says.
   */
  readonly router: RouteFunction | Router | HttpTarget | 'reference'
  /** In the report. Default: `router`. */
  readonly name?: string
  readonly workload?: WorkloadOptions
  /** What breaks, in ms of the simulation's clock from the start: `outage({ provider: 'openai', between: [10_000, 50_000] })`. */
  readonly faults?: readonly (FaultRule | readonly FaultRule[])[]
  /** USD; from when they are spent on, providers answer that the credit is. Default: no end. */
  readonly budgetUsd?: number
  /** What each route must keep. An HTTP gateway is not told. Default: nothing. */
  readonly constraints?: RouteConstraints
  /** How functions and Routers are retried and fall back. Default: three attempts, without retries of the same model. */
  readonly gateway?: Pick<GatewayOptions, 'maxAttempts' | 'retry' | 'failOver'>
  /** The router that is compared with. Default: a new one, as `createRouter` makes it, over those of its providers that the simulation has. */
  readonly reference?: Router
  /** Milliseconds that a client waits for an answer. Default: 60,000. */
  readonly timeoutMs?: number
  /** Called after the reset: for rules and whatever else the run needs. */
  readonly prepare?: (llm: Simulation) => void
}

const KNOWN: Readonly<Record<keyof LabOptions, true>> = {
  llm: true,
  router: true,
  name: true,
  workload: true,
  faults: true,
  budgetUsd: true,
  constraints: true,
  gateway: true,
  reference: true,
  timeoutMs: true,
  prepare: true,
}

/**
 * Feeds a router a workload, and reports how it fared: success, cost, latency, fallbacks, failures, and regret against the reference router.
 *
 * The same options give the same report, number for number, on a virtual clock.
 *
 * @throws {UsageError} for impossible options, and whatever the function under test throws
 * @example
 * const llm = createSimulation({ clock: 'virtual', latency: 'realistic' })
 * const router = createRouter({ clock: llm.clock, strategy: 'cheapest' })
 * const faults = [outage({ provider: 'groq', between: [10_000, 50_000] })]
 * const report = await runLab({ llm, router, faults, workload: { seed: 7, requests: 40 } })
 * expect(report.successRate).toBeGreaterThan(0.9)
 * expect(String(report)).toMatch(/40 requests/)
 */
export async function runLab(options: LabOptions): Promise<LabReport> {
  checkLabOptions(options)
  const { llm, budgetUsd, constraints = {}, timeoutMs = 60_000, faults = [] } = options
  const requests = createWorkload(options.workload)
  await llm.ready()
  options.reference?.reset()
  const fresh = () => routerOf(llm, usualProviders(llm))
  const estimator = () => routerOf(llm, llm.providerNames)
  const reference = createReference(llm, options.reference ?? fresh(), estimator(), constraints)
  const mistakes: unknown[] = []
  const target = targetOf(options, reference, { fresh, estimator }, (mistake) => mistakes.push(mistake))
  llm.reset()
  options.prepare?.(llm)
  for (const fault of faults.flat()) llm.fault(fault)
  const traffic = listen(llm, target.isExternal ? reference : undefined)
  if (budgetUsd !== undefined) llm.fault({ kind: 'quota', when: () => traffic.spentUsd() >= budgetUsd })
  const startMs = llm.clock.now()
  const one = async (request: LabRequest): Promise<{ request: LabRequest; measured: Measured }> => {
    await llm.clock.sleep(request.atMs)
    if (target.isExternal) reference.decide(routeRequestOf(request))
    return { request, measured: await measure(target.http, request, llm, timeoutMs) }
  }
  try {
    const done = await Promise.all(requests.map(one))
    if (mistakes.length > 0) throw mistakes[0]
    const calls: readonly LabCall[] = done.map(({ request, measured }) =>
      callOf(request, measured, traffic.of(request.index), reference),
    )
    return reportOf({
      name: options.name ?? 'router',
      seed: options.workload?.seed ?? 0,
      budgetUsd,
      outages: outagesOf(faults.flat()),
      durationMs: llm.clock.now() - startMs,
      strayExchanges: traffic.stray(),
      calls,
    })
  } finally {
    traffic.stop()
  }
}

let runs = 0

/** Where the workload goes. Functions and Routers get a gateway of their own, at an address that no other run has. */
function targetOf(
  { llm, router, gateway = {}, constraints = {} }: LabOptions,
  reference: Reference,
  { fresh, estimator }: { fresh(): Router; estimator(): Router },
  onMistake: (mistake: unknown) => void,
): { readonly http: HttpTarget; readonly isExternal: boolean } {
  if (typeof router === 'object' && 'baseUrl' in router) return { http: router, isExternal: true }
  const decides =
    router === 'reference' ? fresh() : typeof router === 'function' ? routerByFunction(router, estimator()) : router
  const { url } = llm.gateway(`https://run-${++runs}.lab.test`, {
    ...gateway,
    router: watchedRouter(decides, reference, constraints, onMistake),
  })
  return { http: { baseUrl: `${url}/v1`, fetch: llm.fetch }, isExternal: false }
}

/** Those of the simulation that `createRouter` takes by itself; all where it has none of them. */
function usualProviders({ providerNames }: Simulation): readonly string[] {
  const usual = providerNames.filter((name) => Object.hasOwn(USUAL_MODELS, name))
  return usual.length > 0 ? usual : providerNames
}

/** Sorts the providers' traffic by the request that it belongs to. */
function listen(llm: Simulation, reference: Reference | undefined) {
  const byRequest = new Map<number, Exchange[]>()
  const indices = new WeakMap<Exchange, number>()
  let stray = 0
  let spentUsd = 0
  const stops = [
    llm.on('exchange', (exchange) => {
      const index = indexOf(exchange.prompt) ?? indexOf(JSON.stringify(exchange.body) ?? '')
      if (index === undefined) return void stray++
      indices.set(exchange, index)
      const known = byRequest.get(index)
      if (known) known.push(exchange)
      else byRequest.set(index, [exchange])
      reference?.started(index, modelOf(exchange))
    }),
    llm.on('end', (exchange) => {
      spentUsd += exchange.costUsd
      const index = indices.get(exchange)
      if (index === undefined) return
      const { status, state } = exchange
      const latencyMs = llm.clock.now() - exchange.receivedAtMs
      reference?.ended(index, { ...modelOf(exchange), status: state === 'cut' ? 'network' : status, latencyMs })
    }),
  ]
  return {
    of: (index: number): readonly Exchange[] => byRequest.get(index) ?? [],
    spentUsd: () => spentUsd,
    stray: () => stray,
    stop: () => stops.forEach((stop) => stop()),
  }
}

function modelOf({ provider, model }: Exchange): { readonly provider: string; readonly model: string } {
  return { provider, model: model?.model.id ?? 'unknown' }
}

function routeRequestOf({ body }: LabRequest) {
  const { max_tokens: maxTokens, ...rest } = body
  return { ...rest, maxTokens, model: 'auto' }
}

function checkLabOptions(options: LabOptions): void {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(KNOWN, name))
      throw new UsageError(`runLab has no option "${name}". Its options: ${Object.keys(KNOWN).join(', ')}.`)
  }
  const { router, budgetUsd, timeoutMs } = options
  const isRouter = typeof router === 'function' || router === 'reference'
  if (!isRouter && !(typeof router === 'object' && router && ('selectModel' in router || 'baseUrl' in router)))
    throw new UsageError(
      `router must be a function, a Router, { baseUrl, fetch } of an HTTP gateway, or 'reference', not ${JSON.stringify(router)}.`,
    )
  for (const [name, value] of Object.entries({ budgetUsd, timeoutMs })) {
    if (value !== undefined && !(value > 0)) throw new UsageError(`${name} must be a number above 0, not ${value}.`)
  }
}
