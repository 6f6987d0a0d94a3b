import type { ToolDefinition } from '../request.ts'
import { spaced } from './naming.ts'
import type { PromptFacts } from './prompt-facts.ts'
import { isStopWord, stemOf, wordsOf } from './words.ts'

/** From this on a tool fits a prompt. */
export const FITTING = 1

/** How well a tool fits: words of its name, and what it is for, weigh more than words of its description. */
export function relevance(tool: ToolDefinition, facts: PromptFacts): number {
  const own = stemsOf(tool.name)
  const parameters = Object.keys((tool.parameters?.['properties'] as object | undefined) ?? {}).join(' ')
  const described = new Set(stemsOf(`${tool.description ?? ''} ${parameters}`).filter((stem) => !own.includes(stem)))
  const inName = own.filter((stem) => facts.stems.has(stem)).length
  const inText = [...described].filter((stem) => facts.stems.has(stem)).length
  return inName + 0.4 * Math.min(inText, 4) + (serves(tool, facts) ? 1.5 : 0)
}

/** Whether a tool is meant by its name or its purpose, not by its description alone. */
export function isMeant(tool: ToolDefinition, facts: PromptFacts): boolean {
  return serves(tool, facts) || stemsOf(tool.name).some((stem) => facts.stems.has(stem))
}

/** Whether the prompt means one tool where another would fit too: `book_flight` before `book_hotel` where it speaks of flights. */
export function isBetter(one: ToolDefinition, other: ToolDefinition, facts: PromptFacts): boolean {
  if (one === other) return false
  if (isGeneralSearch(other))
    return !isGeneralSearch(one) && !/\b(?:search|look up|google|web|online|news|research)\b/i.test(facts.text)
  const named = (tool: ToolDefinition) => stemsOf(tool.name).filter((stem) => facts.stems.has(stem))
  const own = named(one)
  const less = named(other)
  return (
    less.length > 0 &&
    less.length < own.length &&
    stemsOf(other.name).length > less.length &&
    less.every((stem) => own.includes(stem))
  )
}

/** Whether a tool looks up anything at all: what questions of fact are answered with. */
export function isGeneralSearch({ name }: ToolDefinition): boolean {
  const words = wordsOf(spaced(name))
  return (
    words.some((word) => /search|look|retriev|browse|wiki|google|knowledge/.test(word)) &&
    words.every((word) => SEARCH.test(word))
  )
}

const SEARCH =
  /^(?:search\w*|web|google|wiki\w*|knowledge|internet|online|look\w*|up|query|retriev\w*|browse|docs?|documents?|documentation|base|find|tool|the|for|get|tavily|brave|bing|duckduckgo|engine|results?|info\w*)$/

const SEARCHED =
  /\b(?:search|look(?:ing)? up|google|find|research|news|latest|information|who (?:is|was|won)|according to|sources?)\b/i

/** Whether a prompt asks a question of fact. */
export function asksForFacts({ text, names, topics, expressions }: PromptFacts): boolean {
  const asks = /\b(?:who|when|where|which|what|how (?:many|much|old|tall|far|big))\b.*\?|\btell me about\b/i.test(text)
  return asks && expressions.length === 0 && names.length + topics.length > 0 && !/\byou(?:r|rself)?\b/i.test(text)
}

/** What tools are for, by what they are called, and the words that ask for it. */
const PURPOSES: readonly (readonly [tool: RegExp, prompt: RegExp])[] = [
  [
    /weather|forecast|temperature|meteo/,
    /\b(?:weather|forecast|rain\w*|snow\w*|temperature|umbrella|sunny|(?:hot|cold|warm) (?:is it|outside|in))\b/i,
  ],
  [/\badd|\bsum\b|\bplus/, /\d\s*\+\s*\d|\bplus\b|\bsum\b|\badd\b/i],
  [/subtract|minus/, /\d\s*-\s*\d|\bminus\b|\bsubtract\b/i],
  [/multipl|product\b/, /\d\s*[*x×]\s*\d|\btimes\b|\bmultipl/i],
  [/divi[ds]/, /\d\s*[/÷]\s*\d|\bdivide/i],
  [/book|reserv/, /\b(?:book|reserv\w*)\b/i],
  [/mail/, /\b(?:e-?mail|mail)\b/i],
  [/send|notif|message|sms|slack/, /\b(?:send|notify|message|slack|sms)\b/i],
  [
    /convert|exchange|currency|rate/,
    /\b(?:convert\w*|exchange|in (?:usd|eur|gbp|dollars|euros|pounds|kilometers|miles))\b/i,
  ],
  [/translat/, /\btranslat/i],
  [
    /calendar|schedul|meeting|event|appointment|remind/,
    /\b(?:schedul\w*|meeting|calendar|appointment|remind(?! (?:me|us) (?:what|who|whose|which|how|why|where|when))\w*|invite)\b/i,
  ],
  [/stock|share|ticker|quote/, /\b(?:stocks?|shares?|ticker)\b/i],
  [/time|clock/, /\b(?:what time|current time|time is it|time in)\b/i],
  [/summar/, /\b(?:summar\w*|tl;?dr|gist)\b/i],
]

function serves(tool: ToolDefinition, facts: PromptFacts): boolean {
  const name = spaced(tool.name).toLowerCase()
  if (isGeneralSearch(tool)) return SEARCHED.test(facts.text)
  if (
    /calc|math|arithmetic|evaluat|compute|expression/.test(`${name} ${tool.description ?? ''}`.toLowerCase()) &&
    facts.expressions.length > 0
  )
    return true
  return PURPOSES.some(([purpose, asked]) => purpose.test(name) && asked.test(facts.text))
}

const GENERIC: ReadonlySet<string> = new Set(
  'get set tool run call find fetch use user given value string number name input search look list create make show send new current data info information query text return check do update api function id ids by time'
    .split(' ')
    .map(stemOf),
)

/** Stems of the telling words of a text. */
function stemsOf(text: string): readonly string[] {
  const words = wordsOf(spaced(text)).filter((word) => word.length > 2 && !isStopWord(word))
  return [...new Set(words.map(stemOf))].filter((stem) => !GENERIC.has(stem))
}
