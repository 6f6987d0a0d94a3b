import { UsageError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { ExchangeView, type Watched } from './exchange-view.ts'
import type { Fault, FaultHandle } from './faults/fault.ts'
import { addFaults, createFaults, type Faults } from './faults/faults.ts'
import { totalsOf, type UsageReport } from './journal.ts'
import type { Match } from './reply/match.ts'
import { Rule } from './reply/rule.ts'
import { scriptRules, type ScriptStep } from './reply/script.ts'

/** What a scope needs of its simulation. */
export interface ScopeHome {
  readonly exchanges: readonly Exchange[]
  watched(): Watched
}

const KEY = 'msw-llm-scope-'

/** @throws {UsageError} for what cannot be the name of a scope */
export function scopeName(name: string): string {
  if (/^[\w.-]{1,80}$/.test(name)) return name
  throw new UsageError(
    `A scope's name has 1 to 80 letters, digits, dots, hyphens or underscores, not ${JSON.stringify(name)}.`,
  )
}

/** The API key that puts a request into a scope. */
export function keyOfScope(name: string): string {
  return `${KEY}${name}`
}

/** The scope that a request's key names, wherever in its headers or its address the key stands. */
export function scopeOfKey(headers: Headers, url: URL): string | undefined {
  let named: string | undefined
  headers.forEach((value) => {
    if (named === undefined && value.includes(KEY)) named = nameIn(value)
  })
  if (named !== undefined) return named
  return url.search.includes(KEY) ? nameIn(url.search) : undefined
}

function nameIn(text: string): string | undefined {
  return /msw-llm-scope-([\w.-]{1,80})/.exec(text)?.[1]
}

/**
 * Rules, faults and exchanges of one test among others that run at the same time. Requests belong to it by a header or by their API key;
 * where no rule of its own answers, those of the simulation do. How often a request came before is counted for each scope, so answers do
 * not depend on what other tests ask.
 *
 * @example
 * const scope = llm.scope()
 * scope.when('sea').reply('Deep.')
 * const openai = new OpenAI({ apiKey: scope.apiKey, fetch: llm.fetch }) // or: defaultHeaders: scope.headers
 * const messages = [{ role: 'user', content: 'How deep is the sea?' }]
 * const answer = await openai.chat.completions.create({ model: 'gpt-4o', messages })
 * expect(answer.choices[0].message.content).toBe('Deep.')
 * expect(scope.exchanges).toHaveLength(1)
 * scope.end()
 */
export class Scope extends ExchangeView {
  readonly name: string
  /** Header that puts a request into the scope. */
  readonly headers: Readonly<Record<string, string>>
  /** API key that puts a request into the scope; accepted whatever `apiKeys` says. */
  readonly apiKey: string
  /** For the pipeline. */
  rules: readonly Rule[] = []
  /** For the pipeline. */
  readonly faults: Faults = createFaults()
  private readonly home: ScopeHome

  constructor(name: string, home: ScopeHome) {
    super()
    this.name = name
    this.headers = { 'x-msw-llm-scope': name }
    this.apiKey = keyOfScope(name)
    this.home = home
  }

  /** Its kept exchanges, in order of arrival. */
  get exchanges(): readonly Exchange[] {
    return this.home.exchanges.filter(({ scope }) => scope === this.name)
  }

  /** Tokens and USD of its kept exchanges. */
  usage(): UsageReport {
    return totalsOf(this.exchanges)
  }

  /** A rule for its exchanges alone. */
  when(match: Match): Rule {
    const rule = new Rule(match)
    this.rules = [...this.rules, rule]
    return rule
  }

  /** A conversation script for its exchanges alone. */
  script(steps: readonly ScriptStep[]): void {
    this.rules = [...this.rules, ...scriptRules(steps)]
  }

  /** Breaks its exchanges alone. */
  fault(fault: Fault | readonly Fault[]): FaultHandle {
    return addFaults(this.faults, fault)
  }

  /** Drops its rules and faults; its exchanges stay in the journal. */
  end(): void {
    this.rules = []
    this.faults.reset()
  }

  /** What waiting for exchanges listens to. */
  protected watched(): Watched {
    return this.home.watched()
  }
}
