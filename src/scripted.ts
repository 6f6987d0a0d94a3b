import type { Exchange } from './exchange.ts'
import { ExchangeView, type Watched } from './exchange-view.ts'
import type { Fault, FaultHandle } from './faults/fault.ts'
import { addFaults, createFaults, type Faults } from './faults/faults.ts'
import type { Middleware } from './middleware.ts'
import type { SimulationOptions } from './options.ts'
import type { Match } from './reply/match.ts'
import { explainRules } from './reply/find-rule.ts'
import { Rule } from './reply/rule.ts'
import { scriptRules, type ScriptStep } from './reply/script.ts'

import { Scope, scopeName, type ScopeHome } from './scope.ts'

/** What a test author says beforehand: rules, scripts, middleware, faults, and scopes of these. */
export abstract class Scripted extends ExchangeView implements ScopeHome {
  protected readonly faults: Faults
  protected middleware: readonly Middleware[]
  private rules: Rule[]
  private readonly scopes = new Map<string, Scope>()
  private readonly given: Pick<SimulationOptions, 'rules' | 'middleware'>

  /** What a provider or a scope watches. */
  abstract override watched(): Watched

  constructor(options: Pick<SimulationOptions, 'rules' | 'middleware' | 'faults'>) {
    super()
    this.given = options
    this.rules = [...(options.rules ?? [])]
    this.middleware = options.middleware ?? []
    this.faults = createFaults(options.faults)
  }

  /**
   * A new rule; it answers once it has a reply. The last added rule that matches answers.
   *
   * @param match text looked for in the last user message (any case), a RegExp, conditions, or a function
   * @example
   * llm.when('capital of France').reply('Paris, on the Seine.')
   * expect(await ask('What is the capital of France?')).toBe('Paris, on the Seine.')
   */
  when(match: Match): Rule {
    const rule = new Rule(match)
    this.tellUnknown(match)
    this.rules.push(rule)
    return rule
  }

  /**
   * The rules that have answered nothing so far: a misspelt text, or a call that the app did not make.
   *
   * @example
   * llm.when('sea').reply('Deep.')
   * await ask('How high is the sky?')
   * expect(llm.unusedRules.map(String)).toEqual(['when("sea")'])
   */
  get unusedRules(): readonly Rule[] {
    return this.rules.filter((rule) => rule.calls === 0)
  }

  /** Says where a match names what there is none of. */
  protected abstract tellUnknown(match: Match): void

  /**
   * Adds rules that were made elsewhere.
   *
   * @example
   * llm.add(...replayFrom({ fixtures: [{ match: { userMessage: 'sea' }, response: { content: 'Deep.' } }] }))
   */
  add(...rules: readonly Rule[]): void {
    this.rules.push(...rules)
  }

  /**
   * A conversation by its steps: the n-th answers where the model has spoken n times before, and its `when` holds.
   *
   * @example
   * llm.script([
   *   { when: 'table', reply: [{ type: 'tool-call', name: 'find_table', arguments: { seats: 2 } }] },
   *   { when: { toolResult: true }, reply: 'At seven?' },
   *   { when: 'yes', reply: 'Booked.' },
   * ])
   */
  script(steps: readonly ScriptStep[]): void {
    this.rules.push(...scriptRules(steps))
  }

  /**
   * Puts code around the stages of each exchange: the request, the answer, the HTTP response. Gives back how to take it away.
   *
   * @example
   * const stop = llm.use({
   *   reply: async (next) => {
   *     const { content } = await next()
   *     return content.map((part) => (part.type === 'text' ? { ...part, text: part.text.toUpperCase() } : part))
   *   },
   *   response: (response, exchange) => response.headers.set('x-exchange', exchange.id),
   * })
   * llm.when('sea').reply('Deep.')
   * expect(await ask('sea')).toBe('DEEP.')
   * stop()
   */
  use(middleware: Middleware): () => void {
    this.middleware = [...this.middleware, middleware]
    return () => {
      this.middleware = this.middleware.filter((one) => one !== middleware)
    }
  }

  /**
   * Rules, faults and exchanges of one test among others that run at the same time; the same name gives the same scope. Without a name, a new
   * one. See {@link Scope}.
   * @example
   * const scope = llm.scope('checkout')
   * scope.when('sea').reply('Deep.') // for requests with scope.headers or scope.apiKey
   */
  scope(name?: string): Scope {
    const key = scopeName(name ?? `scope-${this.scopes.size + 1}`)
    const scope = this.scopes.get(key) ?? new Scope(key, this)
    this.scopes.set(key, scope)
    return scope
  }

  /**
   * Why each rule answers an exchange, or does not: by the rules and their counts as they are now.
   *
   * @example
   * llm.when({ prompt: 'sea', turn: 2 }).reply('Deep.')
   * await ask('How deep is the sea?')
   * expect(llm.explain(llm.last)).toMatch('rule 1, when({"prompt":"sea","turn":2}): turn is not 2')
   */
  explain(exchange: Exchange): string {
    return [exchange.toString(), ...explainRules(this.rulesOf(exchange), exchange)].join('\n  ')
  }

  /**
   * Breaks exchanges from now on: all of them, or those that the fault's conditions name. Counted faults (`next`) strike first, in their
   * order; among the others the last added.
   *
   * @example
   * llm.fault({ kind: 'overloaded', provider: 'openai', between: [0, 40_000] }) // an outage
   * llm.fault({ how: 'socket', at: { tokens: 12 }, next: 1 })
   */
  fault(fault: Fault | readonly Fault[]): FaultHandle {
    return addFaults(this.faults, fault)
  }

  /** Rules, middleware and faults as at the start; scopes end. */
  protected rewind(): void {
    this.rules = [...(this.given.rules ?? [])]
    for (const rule of this.rules) rule.rewind()
    this.middleware = this.given.middleware ?? []
    for (const scope of this.scopes.values()) scope.end()
    this.scopes.clear()
    this.faults.reset()
  }

  /** Whether a rule or a fault, of a scope, too, looks at how often it was met. */
  protected get isScriptCounted(): boolean {
    const scopes = [...this.scopes.values()]
    const rules = [...this.rules, ...scopes.flatMap((scope) => scope.rules)]
    return (
      [this.faults, ...scopes.map((scope) => scope.faults)].some((faults) => faults.isCounted()) ||
      rules.some((rule) => rule.isCounted)
    )
  }

  /** The scope that an exchange belongs to. */
  protected scopeOf({ scope }: Pick<Exchange, 'scope'>): Scope | undefined {
    return scope === undefined ? undefined : this.scopes.get(scope)
  }

  /** A scope's own rules go before the others. */
  protected rulesOf(record: Pick<Exchange, 'scope'>): readonly Rule[] {
    const own = this.scopeOf(record)?.rules
    return own ? [...this.rules, ...own] : this.rules
  }
}
