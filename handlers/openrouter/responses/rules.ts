import { callChecks, edgeRules } from '../../compatible/call-checks.ts'
import type { ResponsesRules } from '../../openai/responses/parse.ts'
import type { WireItem, WirePart, WireRequest } from '../../openai/responses/wire.ts'
import { REQUEST_FIELDS } from '../../openai/responses/wire.ts'
import { wordIssue } from '../../openai/wording.ts'
import { issuesOf, type Field } from '../../../src/validation.ts'
import { refused, unknownModel } from '../errors.ts'
import { FIELDS, reasoningOf } from '../chat-completions/rules.ts'
import { checkRoute } from '../chat-completions/route.ts'

const { models, plugins, provider } = FIELDS
const OPEN: Field = { type: 'object', nullable: true, open: true, fields: {} }
const FUNCTION = {
  type: 'object',
  open: true,
  fields: { name: { type: 'string', required: true }, parameters: OPEN },
} as const

/** What OpenRouter refuses on /responses: what it refuses on chat, in the same words. */
export const rules: ResponsesRules = {
  shape: {
    type: 'object',
    open: true,
    fields: {
      ...REQUEST_FIELDS,
      models: models!,
      plugins: plugins!,
      provider: provider!,
      // Its own server tools stand beside functions.
      tools: { type: 'array', nullable: true, of: { type: 'object', open: true, fields: {} } },
      include: { type: 'array', nullable: true, of: { type: 'string' } },
      max_output_tokens: { type: 'integer', nullable: true },
      reasoning: OPEN,
      service_tier: { type: 'string', nullable: true },
      text: OPEN,
    },
  },
  checkCall: callChecks(edgeRules('cloudflare')),
  malformed: (detail) => refused(`Could not parse the request body as JSON${detail ? `: ${detail}` : '.'}`),
  missingModel: () => refused('No models provided'),
  unknownModel,
  word: (issue) => refused(wordIssue(issue).message),
  check(wire, resolved) {
    checkFunctions(wire)
    checkRoute(wire, resolved, showsImages(wire))
  },
  reasoning(wire, { model }) {
    const asked = reasoningOf(wire, wire.model ?? '', model)
    // Summaries come unless they are left out (recorded: the answer states `detailed`).
    const isExcluded = (wire.reasoning as { readonly exclude?: unknown } | null | undefined)?.exclude === true
    return asked && { ...asked, visible: !isExcluded }
  },
}

function checkFunctions({ tools }: WireRequest): void {
  for (const [index, tool] of (tools ?? []).entries()) {
    const [issue] = tool.type === 'function' ? issuesOf(tool, FUNCTION, ['tools', index]) : []
    if (issue) throw refused(wordIssue(issue).message)
  }
}

function showsImages({ input }: WireRequest): boolean {
  if (!Array.isArray(input)) return false
  const parts = (input as readonly WireItem[]).flatMap(({ content }): readonly WirePart[] =>
    Array.isArray(content) ? content : [],
  )
  return parts.some(({ type }) => type === 'input_image')
}
