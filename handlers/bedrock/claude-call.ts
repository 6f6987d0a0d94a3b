import type { ResolvedModel } from '../../src/models.ts'
import type { Call } from '../../src/provider.ts'
import { ApiError } from '../../src/errors.ts'
import type { CompletionRequest } from '../../src/request.ts'
import { parseAs } from '../anthropic/messages/parse.ts'
import { messagesShape, messagesShape2026 } from '../anthropic/messages/request-shape.ts'
import { refused } from '../anthropic/messages/issues.ts'
import type { MessagesRequest } from '../anthropic/messages/wire.ts'
import { traitsOf } from './models.ts'

/** Tools of Anthropic's own that this service takes, in its order (recorded); the last ones come with a beta. */
const TOOL_TYPES = ['bash_20250124', 'custom', 'text_editor_20250124', 'text_editor_20250429', 'text_editor_20250728']
const BETA_TOOL = /^(computer_|memory_|tool_search_tool_|bash_20241022|text_editor_20241022)/

/** What Claude reads of a body that is Anthropic's but for the model and the betas; refuses in Anthropic's words. */
export function parseClaude(
  call: Call,
  body: Readonly<Record<string, unknown>>,
  { model }: ResolvedModel,
): CompletionRequest<MessagesRequest> {
  const { anthropic_beta: betas, anthropic_version: version, ...wire } = body
  checkTools(wire['tools'])
  const { nativeName } = traitsOf(model)
  const isNew = version === '2026-10-21'
  const headers = new Headers({ 'anthropic-version': isNew ? version : '2023-06-01' })
  if (Array.isArray(betas) && betas.length > 0) headers.set('anthropic-beta', betaHeader(betas))
  const native: Call = {
    ...call,
    headers,
    text: '{}',
    json: { ...wire, model: nativeName },
    jsonError: undefined,
    models: { models: [model], resolve: () => ({ model, id: nativeName }) },
  }
  return parseAs(native, () => (isNew ? messagesShape2026 : messagesShape))
}

function betaHeader(betas: readonly unknown[]): string {
  if (!betas.every((beta) => typeof beta === 'string' && /^[a-z][a-z0-9-]*-\d{4}-\d{2}-\d{2}$/.test(beta)))
    throw refused('invalid beta flag')
  return betas.join(',')
}

function checkTools(tools: unknown): void {
  if (!Array.isArray(tools)) return
  for (const [index, tool] of (tools as readonly ({ readonly type?: unknown } | null)[]).entries()) {
    const type = tool?.type
    if (typeof type !== 'string' || TOOL_TYPES.includes(type) || BETA_TOOL.test(type)) continue
    const tags = TOOL_TYPES.map((one) => `'${one}'`).join(', ')
    throw refused(
      `tools.${index}: Input tag '${type}' found using 'type' does not match any of the expected tags: ${tags}`,
    )
  }
}

/** What the model's own API says against a body, as Converse passes it on (recorded). */
export function passOn<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof ApiError) || error.kind !== 'invalid_request') throw error
    throw error.with({ message: `The model returned the following errors: ${error.message}` })
  }
}
