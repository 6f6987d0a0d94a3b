import { heldOn } from '../../src/clock.ts'
import type { Incoming } from '../../src/incoming.ts'
import type { Mount } from '../../src/mount.ts'
import { once } from '../../src/once.ts'
import type { Place } from '../../src/route-table.ts'
import type { Simulation } from '../../src/simulation.ts'
import type { GatewayAttempt, GatewayCall } from './call.ts'
import { checkGatewayOptions, type GatewayOptions } from './options.ts'
import { routerOf } from './router-of.ts'
import type { Router, RouterStats } from '../../src/router/index.ts'

/** What answers is loaded with the first request. */
const loadServer = once(() => import('./serve.ts'))

/**
 * A simulated gateway: OpenAI's API at an address of its own, in front of the simulation's providers. Made by `llm.gateway(…)`.
 *
 * Each of its attempts is an exchange of the provider that it asks, with that provider's latency, faults, limits and prices.
 */
export class Gateway implements Mount {
  /** Its address; clients take `${url}/v1`, or the address itself where it ends so. */
  readonly url: string
  readonly title: string
  readonly options: GatewayOptions
  readonly simulation: Simulation
  /** Names of the providers that it may ask. */
  readonly providers: readonly string[]
  /** Decides who is asked. */
  readonly router: Router
  private calls: GatewayCall[] = []
  private arrivals = 0

  constructor(simulation: Simulation, url = 'https://gateway.test', options: GatewayOptions = {}) {
    this.options = checkGatewayOptions(options)
    this.url = url.replace(/\/+$/, '')
    this.title = `the gateway at ${url}`
    this.simulation = simulation
    this.providers = options.providers ?? simulation.providerNames
    for (const name of this.providers) simulation.provider(name)
    this.router = routerOf(simulation, this.providers, options.router)
    simulation.mount(this, this.url)
  }

  /** The calls so far in order of arrival, the newest 2,000 (option `historySize`). */
  get history(): readonly GatewayCall[] {
    return [...this.calls]
  }

  /** All attempts of the calls so far. */
  get attempts(): readonly GatewayAttempt[] {
    return this.calls.flatMap(({ attempts }) => attempts)
  }

  /** Decisions, fallbacks and retries so far. */
  stats(): RouterStats {
    return this.router.getRoutingStats()
  }

  /** Milliseconds for which models that fail are left alone. */
  restMs(): number {
    const { router = {} } = this.options
    return ('cooldown' in router ? router.cooldown?.timeMs : undefined) ?? 5000
  }

  /** Answers one request; for the simulation. */
  async mounted(request: Incoming, place: Place<Mount>, { rejects }: { readonly rejects: boolean }): Promise<Response> {
    const { serve } = await heldOn(this.simulation.clock, loadServer)
    return serve(this, request, place.path ?? '', rejects)
  }

  /** Keeps a call in the history. */
  remember(call: GatewayCall): void {
    this.calls.push(call)
    const most = this.options.historySize ?? 2000
    if (this.calls.length > most * 1.25) this.calls = this.calls.slice(-most)
  }

  /** The number of the next call, from 1. */
  nextNumber(): number {
    return ++this.arrivals
  }

  /** History, statistics and cool-downs back to the start, with the simulation. */
  reset(): void {
    this.calls = []
    this.arrivals = 0
    this.router.reset()
  }
}
