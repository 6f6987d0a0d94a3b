import type { UsageTotals } from '../../src/journal.ts'

/** What each test file leaves in its `meta` for the reporter. */
export type RunSums = Pick<UsageTotals, 'exchanges' | 'inputTokens' | 'outputTokens' | 'costUsd'>

/** Name in the `meta` of a file. */
export const RUN_SUMS = 'mswLlm'

interface TestModule {
  meta(): object
}

/**
 * A line at the end of a Vitest run: exchanges, tokens, and what the run would have cost. It sums what `setupLlm` or `reportUsage`
 * (`msw-llm/vitest`) leave in each test file.
 *
 * @example
 * const config = { test: { reporters: ['default', 'msw-llm/vitest-reporter'] } } // of vitest.config.ts
 */
export default class LlmReporter {
  private readonly write: (line: string) => void

  /** @param write where the line goes; default: the console */
  constructor(write?: unknown) {
    this.write = typeof write === 'function' ? (write as (line: string) => void) : (line) => console.log(line)
  }

  /** Called by Vitest once all files have run. */
  onTestRunEnd(modules: readonly TestModule[]): void {
    const all = modules.flatMap((one) => sumsOf(one.meta()) ?? [])
    const sum = (name: keyof RunSums) => all.reduce((total, one) => total + one[name], 0)
    const exchanges = sum('exchanges')
    if (exchanges === 0) return
    const tokens = (sum('inputTokens') + sum('outputTokens')).toLocaleString('en')
    this.write(
      ` LLM  ${exchanges.toLocaleString('en')} exchanges, ${tokens} tokens, would have cost $${dollars(sum('costUsd'))}`,
    )
  }
}

function sumsOf(meta: object): RunSums | undefined {
  return (meta as { readonly [RUN_SUMS]?: RunSums })[RUN_SUMS]
}

/** Cents, and where they are too coarse two digits that count. */
function dollars(usd: number): string {
  return usd >= 0.1 || usd === 0 ? usd.toFixed(2) : usd.toPrecision(2).replace(/e.*$/, '')
}
