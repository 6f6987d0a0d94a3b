import { heldOn } from '../../src/clock.ts'
import type { Simulation } from '../../src/simulation.ts'
import type { UiMessageStreamOptions } from './options.ts'

/**
 * An app's own chat route as a function from Request to Response: answers what AI SDK's `useChat` posts there with a UI message stream, by a
 * provider of this simulation, so that rules, faults, latency and the journal are the same.
 *
 * @throws {UsageError} for a provider that the simulation does not have
 * @example
 * export const POST = createUiMessageHandler(llm, { model: 'gpt-5-mini' }) // app/api/chat/route.ts
 */
export function createUiMessageHandler(
  llm: Simulation,
  options: UiMessageStreamOptions = {},
): (request: Request) => Promise<Response> {
  if (options.provider !== undefined) llm.provider(options.provider)
  return async (request) => {
    const { answerUiMessages } = await heldOn(llm.clock, () => import('./answer.ts'))
    return answerUiMessages(llm, request, options)
  }
}
