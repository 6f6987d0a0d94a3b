import type { Incoming } from './incoming.ts'
import type { MockProvider } from './mock-provider.ts'
import type { Place } from './route-table.ts'

/** Answers at an address of its own without being a provider: a gateway in front of the providers. */
export interface Mount {
  /** What words to the developer call it. */
  readonly title: string
  /** `rejects`: mistakes in the use of msw-llm reject instead of being answered. */
  mounted(request: Incoming, place: Place<Mount>, options: { readonly rejects: boolean }): Promise<Response>
  /** Back to the start, with the simulation. */
  reset(): void
}

/** What has an address in a simulation. */
export type Resident = MockProvider | Mount

/** Whether a place is not a provider's. */
export function isMount(place: Place<Resident>): place is Place<Mount> {
  return 'mounted' in place.provider
}
