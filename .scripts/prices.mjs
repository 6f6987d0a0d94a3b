// Writes handlers/<provider>/prices.ts from the price data of @pydantic/genai-prices.
//
//   node .scripts/prices.mjs            write all tables
//   node .scripts/prices.mjs --check    exit 1 when a table on disk is out of date
//
// The raw provider data is read, not `calcPrice`: its answers depend on the current time. Same package, same bytes.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { findProvider } from '@pydantic/genai-prices'

const root = new URL('../', import.meta.url)

/** The release that the tables are made from and its day; change both together with the devDependency. */
const SOURCE = { name: '@pydantic/genai-prices', version: '0.1.8', licence: 'MIT', asOf: '2026-09-23' }

/**
 * One table per provider. `provider` is the id at genai-prices, `models` are our own model ids (undated where there is
 * such a name), `from` names the entry of genai-prices where it has another name than ours. Without `models` every entry is taken by its own name.
 */
const TABLES = [
  {
    name: 'OpenAI',
    provider: 'openai',
    output: 'handlers/openai/prices.ts',
    models: `
      gpt-6-astra gpt-6-sol gpt-6-luna gpt-5.6-sol gpt-5.6-terra gpt-5.6-luna gpt-5.5 gpt-5.5-pro
      gpt-5.4 gpt-5.4-mini gpt-5.4-nano gpt-5.4-pro gpt-5.3-codex gpt-5.3-chat-latest
      gpt-5.2 gpt-5.2-pro gpt-5.2-codex gpt-5.2-chat-latest
      gpt-5.1 gpt-5.1-codex gpt-5.1-codex-max gpt-5.1-codex-mini gpt-5.1-chat-latest
      gpt-5 gpt-5-mini gpt-5-nano gpt-5-pro gpt-5-codex gpt-5-chat-latest chat-latest
      gpt-4.5-preview gpt-4.1 gpt-4.1-mini gpt-4.1-nano
      gpt-4o gpt-4o-2024-05-13 gpt-4o-mini chatgpt-4o-latest
      gpt-4o-audio-preview gpt-4o-mini-audio-preview gpt-audio gpt-audio-1.5 gpt-audio-mini
      gpt-4o-search-preview gpt-4o-mini-search-preview
      gpt-4-turbo gpt-4-0125-preview gpt-4-1106-preview gpt-4-vision-preview gpt-4 gpt-4-0314 gpt-4-32k
      gpt-3.5-turbo gpt-3.5-turbo-1106 gpt-3.5-turbo-0613 gpt-3.5-turbo-0301 gpt-3.5-turbo-16k gpt-3.5-turbo-instruct
      o1 o1-mini o1-preview o1-pro o3 o3-mini o3-pro o4-mini o3-deep-research o4-mini-deep-research
      codex-mini-latest computer-use-preview
      ft:gpt-4o ft:gpt-4o-mini ft:gpt-3.5-turbo
      text-embedding-3-small text-embedding-3-large text-embedding-ada-002
      gpt-image-1 gpt-image-1-mini gpt-image-1.5 gpt-image-2 gpt-4o-transcribe gpt-4o-mini-transcribe gpt-4o-mini-tts`,
    from: {
      'chat-latest': 'gpt-chat-latest',
      'ft:gpt-4o': 'ft:gpt-4o',
      'ft:gpt-4o-mini': 'ft:gpt-4o-mini',
      'ft:gpt-3.5-turbo': 'ft:gpt-3.5-turbo-',
    },
  },
  {
    name: 'Anthropic',
    provider: 'anthropic',
    output: 'handlers/anthropic/prices.ts',
    models: `
      claude-fable-5-1 claude-fable-5 claude-opus-5-5 claude-opus-5 claude-sonnet-5
      claude-opus-4-8 claude-opus-4-7 claude-opus-4-6 claude-opus-4-5 claude-opus-4-1 claude-opus-4-0
      claude-sonnet-4-6 claude-sonnet-4-5 claude-sonnet-4-0 claude-haiku-4-5
      claude-3-7-sonnet-latest claude-3-5-sonnet-latest claude-3-5-haiku-latest claude-3-opus-latest
      claude-3-sonnet-20240229 claude-3-haiku-20240307`,
  },
]

/** Keys of genai-prices and ours, in the order of `Price`; everything else (audio, searches, images) has no place there. */
const FIELDS = [
  ['input_mtok', 'inputUsdPerMillion'],
  ['output_mtok', 'outputUsdPerMillion'],
  ['cache_read_mtok', 'cacheReadUsdPerMillion'],
  ['cache_write_mtok', 'cacheWriteUsdPerMillion'],
  ['cache_write_1h_mtok', 'cacheWriteLongUsdPerMillion'],
]

const MATCHERS = {
  equals: (rule, id) => id === rule,
  starts_with: (rule, id) => id.startsWith(rule),
  ends_with: (rule, id) => id.endsWith(rule),
  contains: (rule, id) => id.includes(rule),
  regex: (rule, id) => new RegExp(rule).test(id),
  or: (rules, id) => rules.some((rule) => matches(rule, id)),
  and: (rules, id) => rules.every((rule) => matches(rule, id)),
}

function matches(logic, id) {
  const [[kind, rule]] = Object.entries(logic)
  return MATCHERS[kind](rule, id)
}

/** The numbers of one price entry, undefined where it prices nothing by the token. */
function ratesOf(raw, pick) {
  if (raw.input_mtok === undefined && raw.output_mtok === undefined) return undefined
  const rates = {}
  for (const [theirs, ours] of FIELDS) {
    if (raw[theirs] !== undefined) rates[ours] = pick(raw[theirs])
  }
  // Embeddings have no output price: they cost by input alone.
  return { inputUsdPerMillion: 0, outputUsdPerMillion: 0, ...rates }
}

function priceOf(raw, since) {
  const base = ratesOf(raw, (value) => (typeof value === 'object' ? value.base : value))
  if (!base) return undefined
  const price = since === undefined ? base : { ...base, since }
  const starts = FIELDS.flatMap(([key]) =>
    typeof raw[key] === 'object' ? raw[key].tiers.map((tier) => tier.start) : [],
  )
  if (starts.length === 0) return price
  // `Price` has one long tier: the first; a second one (none known today) would be dropped.
  const aboveInputTokens = Math.min(...starts)
  const atTier = (value) =>
    typeof value === 'object'
      ? (value.tiers.find((tier) => tier.start === aboveInputTokens)?.price ?? value.base)
      : value
  return { ...price, long: { ...ratesOf(raw, atTier), aboveInputTokens } }
}

/** Dated prices, oldest first. Prices by time of day are left out: `Price` has no place for them. */
function pricesOf(entry) {
  if (!Array.isArray(entry.prices)) return [priceOf(entry.prices)].filter(Boolean)
  return entry.prices
    .filter(({ constraint }) => constraint?.type !== 'time_of_date')
    .map(({ prices, constraint }) => priceOf(prices, constraint?.start_date))
    .filter(Boolean)
    .sort((a, b) => (a.since ?? '').localeCompare(b.since ?? ''))
}

function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value === 'string') return `'${value}'`
  if (typeof value !== 'object') return String(value)
  return `{ ${Object.entries(value)
    .map(([key, member]) => `${key}: ${literal(member)}`)
    .join(', ')} }`
}

function rowsOf(table, entries) {
  const ids = table.models?.trim().split(/\s+/) ?? entries.map((entry) => entry.id)
  return ids
    .map((id) => {
      const name = table.from?.[id] ?? id
      const entry = entries.find((each) => each.id === name) ?? entries.find((each) => matches(each.match, name))
      if (!entry)
        throw new Error(
          `${SOURCE.name} has no price of "${id}" (${table.provider}): put it into the overlay of models.ts`,
        )
      const prices = pricesOf(entry)
      if (prices.length === 0 && table.models)
        throw new Error(`${SOURCE.name} prices "${id}" by no token (${table.provider})`)
      const byHour = JSON.stringify(entry.prices).includes('time_of_date') ? ' (prices by time of day left out)' : ''
      const source = entry.id === id ? '' : `from '${entry.id}'`
      return { id, prices, note: `${source}${byHour}`.trim() }
    })
    .filter((row) => row.prices.length > 0)
}

function render(table) {
  const provider = findProvider({ providerId: table.provider })
  if (provider?.id !== table.provider) throw new Error(`${SOURCE.name} has no provider "${table.provider}"`)
  const rows = rowsOf(table, provider.models).map(
    ({ id, prices, note }) => `  '${id}': ${literal(prices)},${note ? ` // ${note}` : ''}`,
  )
  return [
    '// Generated by .scripts/prices.mjs, do not edit.',
    `// Source: ${SOURCE.name} ${SOURCE.version} (${SOURCE.licence}, copyright Pydantic), provider '${table.provider}'; asOf ${SOURCE.asOf}.`,
    "import type { Price } from '../../src/models.ts'",
    '',
    `/** List prices of ${table.name} by undated model id, oldest first. */`,
    '// oxfmt-ignore',
    'export const prices = {',
    ...rows,
    '} satisfies Record<string, readonly Price[]>',
    '',
  ].join('\n')
}

function main() {
  const manifest = JSON.parse(readFileSync(new URL(`node_modules/${SOURCE.name}/package.json`, root), 'utf8'))
  if (manifest.version !== SOURCE.version) {
    throw new Error(
      `${SOURCE.name} ${manifest.version} is installed: set version and asOf of SOURCE in .scripts/prices.mjs`,
    )
  }
  const check = process.argv.includes('--check')
  for (const table of TABLES) {
    const file = new URL(table.output, root)
    const text = render(table)
    const stale = !existsSync(file) || readFileSync(file, 'utf8') !== text
    if (stale && check) process.exitCode = 1
    if (stale && !check) writeFileSync(file, text)
    console.log(`${table.output}: ${stale ? (check ? 'out of date' : 'written') : 'up to date'}`)
  }
}

main()
