import { UsageError } from '../../src/errors.ts'
import type { Simulation } from '../../src/simulation.ts'
import { settingsView } from '../faces/panel/remote/follow.ts'
import { GIVEN, type SettingsView } from '../faces/panel/remote/message.ts'

/** The settings as JSON: no latency is null, one that is a function is `given`, which also names the one of the start. */
export function createSettingsControl(llm: Pick<Simulation, 'settings' | 'configure'>) {
  const { latency: given } = llm.settings
  return {
    view: (): SettingsView => settingsView(llm.settings),
    /** @throws {UsageError} for what are no settings */
    change(json: unknown): SettingsView {
      if (typeof json !== 'object' || json === null || Array.isArray(json))
        throw new UsageError('Settings are an object, for instance { "errorRate": 0.1 }.')
      const { latency, ...rest } = json as Partial<SettingsView>
      if (latency !== undefined) {
        llm.configure({ ...rest, latency: latency === GIVEN ? given : (latency ?? undefined) })
      } else llm.configure(rest)
      return settingsView(llm.settings)
    },
  }
}

const ACTIONS = ['pause', 'resume', 'step'] as const

/**
 * Pauses, resumes or steps all streams, or that of one exchange.
 *
 * @throws {UsageError} for another action
 */
export function steerStreams({ streams }: Pick<Simulation, 'streams'>, json: unknown): { readonly isPaused: boolean } {
  const { action, exchange: id } = (json ?? {}) as { readonly action?: unknown; readonly exchange?: unknown }
  const chosen = ACTIONS.find((one) => one === action)
  if (!chosen || (id !== undefined && typeof id !== 'string'))
    throw new UsageError(
      'Streams take { "action": "pause" }, "resume" or "step", and the id of an "exchange" for its own.',
    )
  streams[chosen](id === undefined ? undefined : { id })
  return { isPaused: streams.isPaused(id === undefined ? undefined : { id }) }
}
