import type { CompletionRequest, ReasoningEffort } from '../../../src/request.ts'
import type { Model } from '../../../src/models.ts'
import { issuesOf, type Field, type Shape } from '../../../src/validation.ts'
import { callChecks, edgeRules } from '../../compatible/call-checks.ts'
import { plainRules } from '../../compatible/plain-rules.ts'
import type { WireRequest } from '../../openai/chat-completions/wire.ts'
import { wordIssue } from '../../openai/wording.ts'
import { refused, unknownModel } from '../errors.ts'
import { traitsOf } from '../models.ts'
import { checkRoute } from './route.ts'

const ANY: Field = { type: 'any' }
const NUMBER: Field = { type: 'number', nullable: true }
const EFFORTS = ['max', 'xhigh', 'high', 'medium', 'low', 'minimal', 'none'] as const
const TOOL: Field = { type: 'array', nullable: true, of: { type: 'object', open: true, fields: {} } }

/** Members besides OpenAI's, and those that are wider than OpenAI's. */
export const FIELDS: Readonly<Record<string, Field>> = {
  models: { type: 'array', nullable: true, of: { type: 'string' } },
  provider: { type: 'object', nullable: true, open: true, fields: {} },
  reasoning: {
    type: 'object',
    nullable: true,
    open: true,
    fields: {
      effort: { type: 'string', nullable: true, choice: EFFORTS },
      max_tokens: { type: 'integer', nullable: true, min: 0 },
      exclude: { type: 'boolean', nullable: true },
      enabled: { type: 'boolean', nullable: true },
    },
  },
  reasoning_effort: { type: 'string', nullable: true, choice: EFFORTS },
  // Server tools stand beside functions here, and strictness inside their schemas.
  tools: TOOL,
  transforms: ANY,
  plugins: ANY,
  usage: ANY,
  modalities: ANY,
  stop: ANY,
  service_tier: ANY,
  verbosity: ANY,
  top_k: NUMBER,
  top_p: NUMBER,
  min_p: NUMBER,
  top_a: NUMBER,
  repetition_penalty: NUMBER,
}

interface WireReasoning {
  readonly effort?: ReasoningEffort | null
  readonly max_tokens?: number | null
  readonly exclude?: boolean | null
  readonly enabled?: boolean | null
}

/** What OpenRouter refuses; parameters that a model lacks are dropped, not refused. */
export const rules = plainRules({ refused, unknownModel, missingModel: 'No models provided' }, FIELDS, {
  checkCall: callChecks(edgeRules('cloudflare')),
  check(wire, resolved) {
    checkFunctions(wire)
    checkRoute(wire, resolved, showsImages(wire))
  },
  // Server tools are OpenRouter's own; the model sees functions only.
  read: (wire) => ({ ...wire, tools: (wire.tools ?? []).filter(({ type }) => type === 'function') }),
  reasoning: (wire, { model }) => reasoningOf(wire, wire.model, model),
})

const FUNCTION: Shape = {
  type: 'object',
  open: true,
  fields: {
    function: {
      type: 'object',
      required: true,
      open: true,
      fields: {
        name: { type: 'string', required: true },
        parameters: { type: 'object', nullable: true, open: true, fields: {} },
      },
    },
  },
}

function showsImages({ messages }: WireRequest): boolean {
  return messages.some(
    ({ content }) =>
      Array.isArray(content) && content.some((part: { readonly type: string }) => part.type === 'image_url'),
  )
}

/** Functions have names; other tools are OpenRouter's own. */
function checkFunctions({ tools }: WireRequest): void {
  for (const [index, tool] of (tools ?? []).entries()) {
    const [issue] = tool.type === 'function' ? issuesOf(tool, FUNCTION, ['tools', index]) : []
    if (issue) throw refused(wordIssue(issue).message)
  }
}

/** Whether and how a model reasons: unasked where it always does, and where `reasoning` or its name asks for it. */
export function reasoningOf(
  wire: Readonly<Record<string, unknown>>,
  name: string,
  model: Model,
): CompletionRequest['reasoning'] {
  const { thinks, format } = traitsOf(model)
  // Checked by the shape.
  const asked = wire['reasoning'] as WireReasoning | null | undefined
  const effort = (asked?.effort ?? wire['reasoning_effort']) as ReasoningEffort | null | undefined
  const isAsked = asked?.enabled === true || Boolean(effort) || Boolean(asked?.max_tokens)
  const isOff = effort === 'none' || asked?.enabled === false
  if (isOff || thinks === 'never') return undefined
  if (thinks === 'asked' && !isAsked && !name.endsWith(':thinking')) return undefined
  const isHidden = asked?.exclude === true || format === 'openai-responses-v1' || format === 'xai-responses-v1'
  const isOpen = !isHidden && format !== 'google-gemini-v1'
  return {
    effort: effort ?? 'medium',
    visible: isOpen,
    ...(asked?.max_tokens ? { budgetTokens: asked.max_tokens } : {}),
  }
}
