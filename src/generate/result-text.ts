import type { Random } from '../random.ts'
import { parsed, type PastCall } from './conversation.ts'
import { spaced } from './naming.ts'
import type { PromptFacts } from './prompt-facts.ts'
import { capitalised } from './property-names.ts'
import { isObject } from './schema-check.ts'
import { summaryOf } from './summary.ts'

/** Longest stretch of one result that is repeated. */
const MOST_CHARS = 600
const MOST_ITEMS = 6

/** An answer made of what tools gave back: one sentence, or a list where several were asked; failures are apologised for. */
export function answerFromResults(calls: readonly PastCall[], facts: PromptFacts, random: Random): string {
  const good = calls.filter(({ isError }) => !isError)
  const failures = calls.filter(({ isError }) => isError).map(apology)
  const found = good.map((call) => ({ label: labelOf(call), text: render(call, facts) }))
  const [only] = found
  if (!only) return [...failures, 'Please tell me if I should try it another way.'].join(' ')
  const lead = random.pick(['Here is what I found', 'This is what came back', 'I looked it up'])
  const lines = found.map(({ label, text }) => `- ${label ? `**${label}**: ` : ''}${text}`)
  const isOne = found.length === 1
  const body = isOne ? single(lead, only) : `${lead}:\n\n${lines.join('\n')}`
  return [body, ...failures].join(isOne ? ' ' : '\n\n')
}

function single(lead: string, { label, text }: { readonly label: string; readonly text: string }): string {
  if (text.startsWith('- ')) return `${lead}${label ? ` for ${label}` : ''}:\n\n${text}`
  if (/ = |^Done/.test(text) || (label !== '' && text.includes(label))) return ended(text)
  return ended(label ? `${lead} for ${label}: ${text}` : `${lead}: ${text}`)
}

function apology({ name, result, ...call }: PastCall): string {
  const label = labelOf({ name, result, ...call })
  const value = parsed(result ?? '')
  const reason = isObject(value) ? textOf(value['error'] ?? value['message'] ?? value) : (result ?? '')
  const said = reason.replace(/^\s*error:?\s*/i, '').slice(0, 200)
  return ended(`I’m sorry, but ${spaced(name)} did not work${label ? ` for ${label}` : ''}${said ? `: ${said}` : ''}`)
}

/** What a call was about: its first short text argument. */
function labelOf({ arguments: args }: PastCall): string {
  const value = parsed(args)
  const first = isObject(value)
    ? Object.values(value).find((one) => typeof one === 'string' && one.length < 60)
    : undefined
  return typeof first === 'string' ? first : ''
}

function render({ name, arguments: args, result = '' }: PastCall, facts: PromptFacts): string {
  const value = parsed(result)
  const sum = parsed(args)
  if (isObject(sum) && /^-?[\d.,]+$/.test(result.trim())) {
    const [first] = Object.values(sum)
    if (typeof first === 'string' && /\d\s*[-+*/^%]/.test(first)) return `${first} = ${result.trim()}`
  }
  if (value === undefined || typeof value === 'number') return plain(result.trim(), facts)
  const text = textOf(value)
  const isDeed = /book|reserv|send|creat|schedul|order|cancel|add|delete|update|invite/i.test(name) && isObject(value)
  return isDeed ? `Done: ${text}` : text
}

function plain(result: string, facts: PromptFacts): string {
  if (/\bsummar|tl;?dr|\bgist\b/i.test(facts.text) && result.length > 200) return summaryOf(result, 2)
  return result.length > MOST_CHARS ? `${result.slice(0, MOST_CHARS)}…` : result
}

/** A JSON value in words: `temperature is 21, conditions is sunny` as pairs, lists as items. */
function textOf(value: unknown, depth = 0): string {
  if (Array.isArray(value)) return listed(value, depth)
  if (!isObject(value)) return String(value)
  const entries = Object.entries(value).filter(([, part]) => part !== null && part !== '')
  const lists = entries.filter(([, part]) => Array.isArray(part) && part.some(isObject))
  const pairs = entries
    .filter((entry) => !lists.includes(entry))
    .slice(0, 12)
    .map(([key, part]) => `${spaced(key).toLowerCase()} ${textOf(part, depth + 1)}`)
  if (depth > 2) return pairs.join(', ')
  if (pairs.length === 0 || depth > 0) return [...pairs, ...lists.map(([, part]) => textOf(part, depth))].join(', ')
  return [pairs.join(', '), ...lists.map(([, part]) => `\n\n${textOf(part, depth)}`)].join('')
}

function listed(values: readonly unknown[], depth: number): string {
  if (values.length === 0) return 'nothing'
  const shown = values.slice(0, MOST_ITEMS)
  if (depth > 0 || !shown.some(isObject)) return shown.map((one) => textOf(one, depth + 1)).join(', ')
  return shown.map((one) => `- ${isObject(one) ? itemOf(one) : textOf(one, 1)}`).join('\n')
}

/** One entry of a list: its title in bold, then the rest. */
function itemOf(value: Readonly<Record<string, unknown>>): string {
  const key = ['title', 'name', 'headline', 'label', 'id'].find((one) => typeof value[one] === 'string')
  const { [key ?? '']: title, ...rest } = value
  const text = ['snippet', 'summary', 'description', 'content', 'text']
    .map((one) => rest[one])
    .find((one) => typeof one === 'string')
  const tail = typeof text === 'string' ? text.slice(0, 240) : textOf(rest, 1)
  return key ? `**${String(title)}**${tail ? `: ${tail}` : ''}` : tail
}

function ended(text: string): string {
  return capitalised(/[.!?…)]$/.test(text) ? text : `${text}.`)
}
