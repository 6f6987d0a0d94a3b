import type { FaultRule } from '../../../src/faults/fault.ts'

/** Faults under a name, for the scenario picker. */
export interface Scenario {
  readonly name: string
  readonly faults: readonly FaultRule[]
}

/** The scenarios that the panel offers by itself. */
export const SCENARIOS: readonly Scenario[] = [
  { name: 'Slow answers', faults: [{ how: 'slow', ttft: 4, speed: 0.3 }] },
  { name: 'Rate limited', faults: [{ kind: 'rate_limit', retryAfterMs: 5000 }] },
  { name: 'Flaky: 30 % fail', faults: [{ kind: 'server_error', probability: 0.3 }] },
  {
    name: 'Brown-out: slow, 30 % overloaded',
    faults: [
      { kind: 'overloaded', probability: 0.3 },
      { how: 'slow', ttft: 3, speed: 0.4 },
    ],
  },
  {
    name: 'Error event at 40 % of the stream',
    faults: [{ kind: 'overloaded', at: { share: 0.4 }, when: { stream: true } }],
  },
  { name: 'Connection lost at 40 %', faults: [{ how: 'socket', at: { share: 0.4 } }] },
  { name: 'Stream falls silent at 40 %', faults: [{ how: 'stall', at: { share: 0.4 } }] },
  { name: 'Cut off by length', faults: [{ how: 'length' }] },
  { name: 'Stopped by the content filter', faults: [{ how: 'content-filter' }] },
  { name: 'Empty answers', faults: [{ how: 'empty' }] },
]
