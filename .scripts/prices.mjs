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
  {
    name: 'Groq',
    provider: 'groq',
    output: 'handlers/groq/prices.ts',
    models: `
      openai/gpt-oss-120b openai/gpt-oss-20b qwen/qwen3-32b moonshotai/kimi-k2-instruct
      llama-3.3-70b-versatile llama-3.1-8b-instant
      meta-llama/llama-4-maverick-17b-128e-instruct meta-llama/llama-4-scout-17b-16e-instruct meta-llama/llama-guard-4-12b
      deepseek-r1-distill-llama-70b gemma2-9b-it mistral-saba-24b mixtral-8x7b-32768 llama3-70b-8192 llama3-8b-8192`,
  },
  {
    name: 'Mistral',
    provider: 'mistral',
    output: 'handlers/mistral/prices.ts',
    models: `
      mistral-large-2512 mistral-medium-3-5 mistral-medium-2508 mistral-small-2603 mistral-small-2506
      magistral-medium-2509 magistral-small-2509 codestral-2508 devstral-2512 devstral-small-2507
      ministral-14b-2512 ministral-8b-2512 ministral-3b-2512 pixtral-large-2411 pixtral-12b-2409
      open-mistral-nemo open-mistral-7b voxtral-small-2507 mistral-embed`,
    from: {
      'mistral-medium-2508': 'mistral-medium-3-1',
      'mistral-small-2506': 'mistral-small-3.2-24b-instruct',
      'magistral-medium-2509': 'magistral-medium',
      'magistral-small-2509': 'magistral-small',
      'devstral-small-2507': 'devstral-small',
      'pixtral-large-2411': 'pixtral-large',
      'pixtral-12b-2409': 'pixtral-12b',
      'open-mistral-nemo': 'mistral-nemo',
      'open-mistral-7b': 'mistral-7b',
      'voxtral-small-2507': 'voxtral-small-24b-2507',
    },
  },
  {
    name: 'Together',
    provider: 'together',
    output: 'handlers/together/prices.ts',
    models: `
      meta-llama/Llama-3.3-70B-Instruct-Turbo
      meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8 meta-llama/Llama-4-Scout-17B-16E-Instruct
      meta-llama/Meta-Llama-3.1-405B-Instruct-Turbo meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo
      meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo meta-llama/Meta-Llama-3-8B-Instruct-Lite
      mistralai/Mixtral-8x7B-Instruct-v0.1 mistralai/Mistral-7B-Instruct-v0.2`,
  },
  {
    name: 'DeepSeek',
    provider: 'deepseek',
    output: 'handlers/deepseek/prices.ts',
    models: 'deepseek-v4-pro deepseek-v4-flash deepseek-chat deepseek-reasoner',
  },
  {
    name: 'xAI',
    provider: 'x-ai',
    output: 'handlers/xai/prices.ts',
    models: `
      grok-4.6 grok-4.5 grok-4.3 grok-4.20 grok-4-1-fast-reasoning grok-4-1-fast-non-reasoning
      grok-4-fast-reasoning grok-4-fast-non-reasoning grok-4-0709 grok-code-fast-1
      grok-3 grok-3-fast grok-3-mini grok-3-mini-fast grok-2-1212 grok-2-vision-1212`,
  },
  { name: 'Amazon Bedrock', provider: 'aws', output: 'handlers/bedrock/prices.ts' },
  {
    name: 'Google',
    provider: 'google',
    output: 'handlers/google/prices.ts',
    models: `
      gemini-3.8-flash gemini-3.7-flash gemini-3.6-flash gemini-3.5-flash gemini-3.5-flash-lite gemini-3.1-pro-preview gemini-3.1-flash-lite
      gemini-3-pro-preview gemini-3-flash-preview gemini-3-pro-image-preview gemini-3.1-flash-image-preview gemini-3.1-flash-lite-image
      gemini-2.5-pro gemini-2.5-flash gemini-2.5-flash-lite gemini-2.5-flash-image
      gemini-2.0-flash gemini-2.0-flash-lite gemini-1.5-pro gemini-1.5-flash gemini-1.5-flash-8b
      gemini-embedding-001 gemini-embedding-2`,
    from: { 'gemini-1.5-flash-8b': 'gemini-flash-1.5-8b' },
  },
  {
    name: 'Cohere',
    provider: 'cohere',
    output: 'handlers/cohere/prices.ts',
    models: `
      command-a-03-2025 command-r7b-12-2024 command-r-08-2024 command-r-plus-08-2024
      command-r command-r-plus command command-light
      c4ai-aya-expanse-32b c4ai-aya-expanse-8b embed-v4.0`,
  },
  {
    name: 'OpenRouter',
    provider: 'openrouter',
    output: 'handlers/openrouter/prices.ts',
    models: `
      anthropic/claude-opus-5.5 anthropic/claude-opus-5 anthropic/claude-sonnet-5 anthropic/claude-opus-4.8 anthropic/claude-opus-4.5
      anthropic/claude-sonnet-4.6 anthropic/claude-sonnet-4.5 anthropic/claude-haiku-4.5 anthropic/claude-sonnet-4
      anthropic/claude-3.7-sonnet anthropic/claude-3.5-sonnet anthropic/claude-3.5-haiku anthropic/claude-3-haiku
      openai/gpt-6-sol openai/gpt-6-luna openai/gpt-5.6-sol openai/gpt-5.6-terra openai/gpt-5.6-luna openai/gpt-5.5 openai/gpt-5.4 openai/gpt-5.4-mini
      openai/gpt-5.2 openai/gpt-5.1 openai/gpt-5.1-codex-mini openai/gpt-5 openai/gpt-5-mini openai/gpt-5-nano
      openai/gpt-4.1 openai/gpt-4.1-mini openai/gpt-4.1-nano openai/gpt-4o openai/gpt-4o-mini openai/gpt-3.5-turbo
      openai/o3 openai/o4-mini openai/gpt-oss-120b openai/gpt-oss-20b
      google/gemini-3.5-flash google/gemini-3.1-pro-preview google/gemini-3-flash-preview google/gemini-2.5-pro google/gemini-2.5-flash google/gemini-2.5-flash-lite google/gemini-2.0-flash-001
      x-ai/grok-4.3 x-ai/grok-4.20 x-ai/grok-4-fast x-ai/grok-code-fast-1
      deepseek/deepseek-v4-pro deepseek/deepseek-v4-flash deepseek/deepseek-v3.2 deepseek/deepseek-r1 deepseek/deepseek-chat
      meta-llama/llama-3.3-70b-instruct meta-llama/llama-3.1-8b-instruct meta-llama/llama-4-maverick meta-llama/llama-4-scout
      mistralai/mistral-large-2512 mistralai/mistral-medium-3.1 mistralai/mistral-small-3.2-24b-instruct mistralai/mistral-nemo
      qwen/qwen3-max qwen/qwen3-30b-a3b qwen/qwen3-30b-a3b-instruct-2507 qwen/qwen3-coder qwen/qwen3.6-plus
      moonshotai/kimi-k3 moonshotai/kimi-k2.5 moonshotai/kimi-k2-thinking z-ai/glm-5.3 z-ai/glm-4.7 minimax/minimax-m3
      perplexity/sonar perplexity/sonar-pro cohere/command-a amazon/nova-pro-v1 amazon/nova-lite-v1 microsoft/phi-4`,
  },
  {
    name: 'Perplexity',
    provider: 'perplexity',
    output: 'handlers/perplexity/prices.ts',
    models: 'sonar sonar-pro sonar-reasoning-pro sonar-reasoning sonar-deep-research r1-1776',
  },
  {
    name: 'Cerebras',
    provider: 'cerebras',
    output: 'handlers/cerebras/prices.ts',
    models: 'gemma-4-31b gpt-oss-120b llama-3.3-70b llama3.1-8b qwen-3-32b zai-glm-4.7',
  },
  {
    name: 'Hugging Face (by Together)',
    provider: 'huggingface_together',
    output: 'handlers/huggingface/prices.ts',
    models: `
      Qwen/Qwen3-235B-A22B-Instruct-2507 Qwen/Qwen3-Coder-480B-A35B-Instruct Qwen/Qwen3-Next-80B-A3B-Instruct
      Qwen/Qwen2.5-7B-Instruct deepseek-ai/DeepSeek-R1 deepseek-ai/DeepSeek-V3 deepseek-ai/DeepSeek-V3.1
      meta-llama/Llama-3.3-70B-Instruct moonshotai/Kimi-K2.5 openai/gpt-oss-120b openai/gpt-oss-20b
      zai-org/GLM-4.6 zai-org/GLM-5`,
  },
  {
    name: 'Fireworks',
    provider: 'fireworks',
    output: 'handlers/fireworks/prices.ts',
    models: `
      deepseek-v4-pro deepseek-v4-flash deepseek-v3p2 deepseek-r1-0528 glm-5p2 glm-4p7 gpt-oss-120b gpt-oss-20b
      kimi-k3 kimi-k2p7-code kimi-k2p6 kimi-k2p5 llama-v3p1-8b-instruct llama4-maverick-instruct-basic
      minimax-m3 qwen3p7-plus qwen3-235b-a22b qwen2p5-vl-72b-instruct`,
  },
  {
    name: 'Moonshot',
    provider: 'moonshotai',
    output: 'handlers/moonshot/prices.ts',
    models: `
      kimi-k3 kimi-k2.7-code kimi-k2.6 kimi-k2.5 kimi-k2-thinking kimi-k2-thinking-turbo kimi-k2-turbo-preview
      kimi-k2-0905-preview kimi-k2-0711-preview moonshot-v1-128k moonshot-v1-32k moonshot-v1-8k`,
  },
  {
    name: 'Z.ai',
    provider: 'zai',
    output: 'handlers/zai/prices.ts',
    models: 'glm-5.3 glm-5.3-flash glm-5.2',
    from: { 'glm-5.3': 'GLM-5.3', 'glm-5.3-flash': 'GLM-5.3-Flash', 'glm-5.2': 'GLM-5.2' },
  },
  { name: 'Voyage AI', provider: 'voyageai', output: 'handlers/voyage/prices.ts' },
]

/** Keys of genai-prices and ours, in the order of `Price`; everything else (video, citations, storage searches, hours of audio) has no place there. */
const FIELDS = [
  ['input_mtok', 'inputUsdPerMillion'],
  ['output_mtok', 'outputUsdPerMillion'],
  ['cache_read_mtok', 'cacheReadUsdPerMillion'],
  ['cache_write_mtok', 'cacheWriteUsdPerMillion'],
  ['cache_write_1h_mtok', 'cacheWriteLongUsdPerMillion'],
  ['output_reasoning_mtok', 'outputReasoningUsdPerMillion'],
  ['input_audio_mtok', 'inputAudioUsdPerMillion'],
  ['input_image_mtok', 'inputImageUsdPerMillion'],
  ['output_audio_mtok', 'outputAudioUsdPerMillion'],
  ['output_image_mtok', 'outputImageUsdPerMillion'],
  ['requests_kcount', 'requestsUsdPerThousand'],
  ['web_searches_kcount', 'webSearchesUsdPerThousand'],
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

function priceOf(raw, constraint) {
  const base = ratesOf(raw, (value) => (typeof value === 'object' ? value.base : value))
  if (!base) return undefined
  const price = {
    ...base,
    ...(constraint?.start_date === undefined ? {} : { since: constraint.start_date }),
    ...(constraint?.type === 'time_of_date' ? { hours: hoursOf(constraint) } : {}),
  }
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

/** `HH:MM` from and until, in UTC. */
function hoursOf({ start_time: from, end_time: until }) {
  const times = [from, until]
  if (!times.every((time) => /^\d\d:\d\d:00Z$/.test(time)))
    throw new Error(`Hours that are not in UTC: ${times.join(' ')}`)
  return times.map((time) => time.slice(0, 5))
}

/** Dated prices, oldest first; a price of certain hours begins with the one that is listed before it. */
function pricesOf(entry) {
  if (!Array.isArray(entry.prices)) return [priceOf(entry.prices)].filter(Boolean)
  let start
  return entry.prices
    .map(({ prices, constraint }) => {
      start = constraint?.start_date ?? start
      return priceOf(prices, constraint && { start_date: start, ...constraint })
    })
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
      return { id, prices, note: entry.id === id ? '' : `from '${entry.id}'` }
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
