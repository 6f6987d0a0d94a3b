import { NO_USAGE } from '../../src/completion.ts'
import type { OperationResult } from '../../src/exchange.ts'
import { FLAG_THRESHOLD, moderate, type HarmScores } from '../../src/generate/moderation.ts'
import { drawId, HEX } from '../../src/ids.ts'
import type { Call, Endpoint, OperationContext } from '../../src/provider.ts'
import { createRandom, fork } from '../../src/random.ts'
import type { OperationRequest } from '../../src/request.ts'
import type { Field, Shape } from '../../src/validation.ts'
import { checkedBody } from '../compatible/operation-body.ts'
import { rules } from './chat-completions/rules.ts'
import { encodeError, invalidModel } from './errors.ts'
import { operationHeaders } from './headers.ts'
import { traitsOf } from './models.ts'
import { operationUsage } from './operation-usage.ts'

interface ModerationRequest extends OperationRequest {
  readonly texts: readonly string[]
}

type Scores = Readonly<Record<Category, number>>

interface Moderations extends OperationResult {
  readonly results: readonly Scores[]
}

const CATEGORIES = [
  'sexual',
  'hate_and_discrimination',
  'violence_and_threats',
  'dangerous',
  'criminal',
  'selfharm',
  'health',
  'financial',
  'law',
  'pii',
  'jailbreaking',
] as const

type Category = (typeof CATEGORIES)[number]

const INPUT: Field = {
  type: 'either',
  required: true,
  shapes: [{ type: 'string' }, { type: 'array', min: 1, of: { type: 'string' } }],
}

/** POST /moderations: each text by itself. */
export const moderations = moderationEndpoint('moderations', '/moderations', INPUT, (input) =>
  [input].flat().map(String),
)

/** POST /chat/moderations: the last message of each conversation, in the light of those before. */
export const chatModerations = moderationEndpoint(
  'chat.moderations',
  '/chat/moderations',
  { type: 'array', required: true, min: 1, of: { type: 'any' } },
  (input) => conversationsOf(input).map((messages) => textOf(messages.at(-1))),
)

function moderationEndpoint(
  name: string,
  path: string,
  input: Field,
  textsOf: (input: unknown) => readonly string[],
): Endpoint<ModerationRequest, Moderations> {
  const shape: Shape = {
    type: 'object',
    fields: { model: { type: 'string' }, input, metadata: { type: 'object', nullable: true, open: true, fields: {} } },
  }
  return {
    name,
    method: 'POST',
    path,
    operation: 'moderations',
    style: 'compact',
    parse(call: Call) {
      const { wire, resolved } = checkedBody<{ readonly model: string; readonly input: unknown }>(call, shape, rules)
      if (!traitsOf(resolved.model).moderates) throw invalidModel(wire.model)
      return { operation: 'moderations', model: wire.model, stream: false, wire, texts: textsOf(wire.input) }
    },
    perform,
    encode: ({ outcome, request, seed, usage }) => ({
      id: drawId(seed, 'moderation', 32, HEX),
      model: request.model,
      results: outcome.results.map((scores) => ({
        categories: Object.fromEntries(CATEGORIES.map((one) => [one, scores[one] >= FLAG_THRESHOLD])),
        category_scores: scores,
      })),
      usage: operationUsage(usage, request.texts.length),
    }),
    encodeError,
    headers: operationHeaders,
  }
}

async function perform({ texts }: ModerationRequest, context: OperationContext): Promise<Moderations> {
  const tokenizer = await context.tokenizer()
  const inputTokens = texts.reduce((sum, text) => sum + tokenizer.count(text) + 5, 0)
  return { results: texts.map(scoresOf), usage: { ...NO_USAGE, inputTokens } }
}

/** Mistral's own categories in the words of those that are judged by text. */
const FROM_HARMS: Partial<Record<Category, (harms: HarmScores) => number>> = {
  sexual: (harms) => Math.max(harms.sexual, harms['sexual/minors']),
  hate_and_discrimination: (harms) => Math.max(harms.hate, harms['hate/threatening'], harms.harassment),
  violence_and_threats: (harms) => Math.max(harms.violence, harms['violence/graphic'], harms['harassment/threatening']),
  dangerous: (harms) => harms['illicit/violent'],
  criminal: (harms) => harms.illicit,
  selfharm: (harms) => Math.max(harms['self-harm'], harms['self-harm/intent'], harms['self-harm/instructions']),
}

/** Subjects that are no harm but want an expert's care. */
const SUBJECTS: Partial<Record<Category, RegExp>> = {
  health: /\b(diagnos|prescri|dosage|symptom|medication|chemotherapy)/i,
  financial: /\b(invest|stocks?\b|mortgage|portfolio|crypto|loan)/i,
  law: /\b(lawsuit|sue\b|legal advice|attorney|court ruling|custody)/i,
  pii: /[\w.+-]+@[\w-]+\.\w+|\b\d{3}-\d{2}-\d{4}\b|\b(?:\d[ -]?){13,16}\b/,
  jailbreaking:
    /ignore (all |your |the )?(previous|prior|above) (instructions|rules)|pretend you have no rules|\bDAN mode\b/i,
}

function scoresOf(text: string): Scores {
  const harms = moderate(text)
  const random = createRandom(fork(0, `mistral moderation ${text}`))
  const entries = CATEGORIES.map((category) => {
    const harm = FROM_HARMS[category]
    if (harm) return [category, harm(harms)]
    const isMeant = SUBJECTS[category]?.test(text) ?? false
    const drawn = random.next()
    // Not `drawn ** 3`, which ends in other digits on other engines.
    return [category, isMeant ? 0.7 + 0.29 * drawn : 0.00004 + 0.004 * drawn * drawn * drawn]
  })
  // One entry per category has just been made.
  return Object.fromEntries(entries) as Scores
}

type Said = { readonly content?: unknown }

/** One conversation, or a list of them. */
function conversationsOf(input: unknown): readonly (readonly Said[])[] {
  // The shape says that it is a list; what it holds is told by its first item.
  const list = input as readonly (Said | readonly Said[])[]
  return list.every((item) => Array.isArray(item)) ? list : [list as readonly Said[]]
}

function textOf(message: Said | undefined): string {
  const content = message?.content
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content.map((part: { readonly text?: string }) => part.text ?? '').join('')
}
