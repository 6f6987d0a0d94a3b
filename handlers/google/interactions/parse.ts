import type { Call, Store } from '../../../src/provider.ts'
import type { GenerateRequest } from '../generate-content/parse.ts'
import { toRequest } from '../generate-content/to-request.ts'
import type { WireContent } from '../generate-content/wire.ts'
import { notFound, refused } from './errors.ts'
import { toGenerate } from './to-generate.ts'
import type { WireInteraction } from './wire.ts'

/** A request for an interaction, with the request for content that it amounts to. */
export interface InteractionRequest extends GenerateRequest {
  readonly interaction: WireInteraction
  /** The first interaction of the conversation. */
  readonly root: string | undefined
}

/** An interaction that is kept. */
export interface StoredInteraction {
  readonly body: Readonly<Record<string, unknown>>
  /** All that was said, its answer included. */
  readonly contents: readonly WireContent[]
  readonly root: string
  /** When work in the background is done. */
  readonly readyAtMs: number
  cancelled: boolean
}

export function interactionsOf(store: Store): Map<string, StoredInteraction> {
  return store.collection<StoredInteraction>('interactions')
}

/** The model that an agent works with. */
const AGENT_MODEL = 'gemini-3.1-pro-preview'

export function parseInteraction(call: Call): InteractionRequest {
  const wire = bodyOf(call)
  const { agent, background, previous_interaction_id: previous, stream = false } = wire
  const model = agent === undefined ? wire.model : AGENT_MODEL
  if (model === undefined) throw refused('Either model or agent must be specified.')
  const name = model.replace(/^models\//, '')
  const resolved = call.models.resolve(name)
  if (!resolved) throw refused(`Model '${name}' not found.`)
  if (wire.input === undefined || wire.input === '') throw refused('input is required.')
  if (agent === undefined && background) throw refused(`Model '${name}' does not support background interactions.`)
  if (agent !== undefined && !background) throw refused(`Agent '${agent}' requires background to be true.`)
  const before = previous === undefined ? undefined : interactionsOf(call.store).get(previous)
  if (previous !== undefined && !before) throw notFound(previous)
  const generate = toGenerate(wire, before?.contents ?? [])
  return {
    ...toRequest(generate, resolved.model, name, stream),
    wire: generate,
    transport: { form: 'json', isPretty: false },
    cachedTokens: 0,
    interaction: wire,
    root: before?.root,
  }
}

function bodyOf({ json, jsonError }: Call): WireInteraction {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json
  throw refused(
    jsonError === undefined ? 'The request body must be a JSON object.' : `Invalid JSON payload: ${jsonError}`,
  )
}
