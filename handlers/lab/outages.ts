import type { FaultRule } from '../../src/faults/fault.ts'

/** When which provider was meant to be in trouble. */
export interface LabOutage {
  /** Absent: all providers. */
  readonly provider?: string
  readonly fromMs: number
  readonly toMs: number
  readonly what: string
}

/** The spans of those faults that have one. */
export function outagesOf(faults: readonly FaultRule[]): readonly LabOutage[] {
  return faults.flatMap((fault) => {
    const { between, provider } = fault
    if (!between) return []
    const words = fault as { readonly how?: string; readonly kind?: string; readonly probability?: number }
    const share = words.probability === undefined ? '' : ` (${Math.round(100 * words.probability)} %)`
    const what = `${words.how ?? words.kind ?? 'error'}${share}`
    return [{ ...(provider === undefined ? {} : { provider }), fromMs: between[0], toMs: between[1], what }]
  })
}
