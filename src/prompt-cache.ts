import { fork, type Seed } from './random.ts'
import type { ScaledTokenizer } from './tokens/scaled.ts'
import type { Tokenizer } from './tokens/tokenizer.ts'

/** One block of a prompt in the order in which the provider caches: a tool, a system block, a block of a message. */
export interface CacheSegment {
  /** What must be equal for a hit. */
  readonly fingerprint: string
  readonly tokens: number
  /** The prompt up to here is cached for so long. */
  readonly breakpoint?: { readonly lifetimeMs: number; readonly isLong: boolean }
}

/** How one prompt is cached; each provider states its own rule. */
export type CachePlan =
  /** By itself, in steps of whole tokens from a minimum on; reads keep it alive. */
  | {
      readonly kind: 'automatic'
      /** Asked for where the prompt is long enough to be kept. */
      readonly text: () => string
      readonly minimumTokens: number
      readonly stepTokens: number
      readonly lifetimeMs: number
      /** Prompts of different scopes share nothing. */
      readonly scope?: string
      /** Whether what is written is counted (and billed) as written. Default: false. */
      readonly countsWrites?: boolean
    }
  /** Up to breakpoints that the request sets. */
  | {
      readonly kind: 'breakpoints'
      readonly segments: readonly CacheSegment[]
      readonly minimumTokens: number
      readonly lookbackSegments: number
    }
  /** A cache that the request names. */
  | { readonly kind: 'named'; readonly readTokens: number }

/** What a prompt reads from the cache and writes to it; `commit` makes the writes readable. */
export interface CacheUse {
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
  readonly cacheWriteLongTokens: number
  commit(): void
}

/** The prefixes that one provider holds, by real matching. */
export interface PromptCache {
  use(scope: string, plan: CachePlan, inputTokens: number, tokenizer: Tokenizer, nowMs: number): CacheUse
  reset(): void
}

export const NO_CACHE_USE: CacheUse = {
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  cacheWriteLongTokens: 0,
  commit: () => {},
}

/** Prefixes kept; beyond it the oldest go. */
const MOST_ENTRIES = 100_000

interface Entry {
  readonly expiresMs: number
  readonly lifetimeMs: number
  /** Tokens of the prefix, as they were counted when it was written. */
  readonly tokens: number
}

type Entries = Map<Seed, Entry>

/**
 * An entry is readable once the answer that wrote it begins: equal requests in flight together all miss.
 *
 * Each entry is the hash of a whole prefix, so one number stands for prompts of any size.
 */
export function createPromptCache(): PromptCache {
  const entries: Entries = new Map()
  return {
    use(scope, plan, inputTokens, tokenizer, nowMs) {
      if (plan.kind === 'named') return { ...NO_CACHE_USE, cacheReadTokens: Math.min(plan.readTokens, inputTokens) }
      if (plan.kind === 'automatic') return useAutomatic(entries, scope, plan, inputTokens, tokenizer, nowMs)
      return useBreakpoints(entries, scope, plan, inputTokens, nowMs)
    },
    reset: () => entries.clear(),
  }
}

function isAlive(entries: Entries, hash: Seed, nowMs: number): boolean {
  const entry = entries.get(hash)
  if (entry && entry.expiresMs > nowMs) return true
  entries.delete(hash)
  return false
}

function keep(entries: Entries, hash: Seed, lifetimeMs: number, nowMs: number, tokens: number): void {
  entries.delete(hash)
  entries.set(hash, { expiresMs: nowMs + lifetimeMs, lifetimeMs, tokens })
  if (entries.size > MOST_ENTRIES) entries.delete(entries.keys().next().value!)
}

function useAutomatic(
  entries: Entries,
  scope: string,
  plan: Extract<CachePlan, { readonly kind: 'automatic' }>,
  inputTokens: number,
  tokenizer: Tokenizer,
  nowMs: number,
): CacheUse {
  const { minimumTokens, stepTokens, lifetimeMs } = plan
  if (inputTokens < minimumTokens) return NO_CACHE_USE
  const hashes = stepHashes(plan.text(), tokenizer, stepTokens, fork(0, `${scope}\n${plan.scope ?? ''}`))
  let steps = 0
  while (steps < hashes.length && isAlive(entries, hashes[steps]!, nowMs)) steps++
  // The last token is always computed anew.
  const most = Math.floor((inputTokens - 1) / stepTokens) * stepTokens
  const found = Math.min(steps * stepTokens, most)
  const cacheReadTokens = found >= minimumTokens ? found : 0
  const written = Math.min(hashes.length * stepTokens, most)
  return {
    ...NO_CACHE_USE,
    cacheReadTokens,
    cacheWriteTokens: plan.countsWrites ? Math.max(0, written - cacheReadTokens) : 0,
    commit: () => hashes.forEach((hash, index) => keep(entries, hash, lifetimeMs, nowMs, (index + 1) * stepTokens)),
  }
}

/** One hash per whole step, each of everything before it. Steps of a calibrated tokenizer are cut in its base's pieces, which a longer text does not move. */
function stepHashes(text: string, tokenizer: Tokenizer, stepTokens: number, start: Seed): Seed[] {
  const { base = tokenizer, factor = 1 } = tokenizer as Partial<ScaledTokenizer>
  const pieces = base.split(text)
  const endOf = (step: number) => Math.round((step * stepTokens) / factor)
  const hashes: Seed[] = []
  let hash = start
  for (let step = 1; endOf(step) <= pieces.length; step++) {
    hash = fork(hash, pieces.slice(endOf(step - 1), endOf(step)).join('\u0000'))
    hashes.push(hash)
  }
  return hashes
}

interface Prefix {
  readonly hash: Seed
  /** Tokens of the segments up to the prefix's end, as they count by themselves. */
  readonly rawTokens: number
  readonly breakpoint: CacheSegment['breakpoint']
}

function useBreakpoints(
  entries: Entries,
  scope: string,
  plan: Extract<CachePlan, { readonly kind: 'breakpoints' }>,
  inputTokens: number,
  nowMs: number,
): CacheUse {
  const prefixes = prefixesOf(plan.segments, scope)
  const points = prefixes.flatMap(({ breakpoint }, index) => (breakpoint ? [index] : []))
  const hit = longestHit(entries, prefixes, points, plan.lookbackSegments, nowMs)
  const read = hit === undefined ? 0 : entries.get(prefixes[hit]!.hash)!.tokens
  const tokensAt = sizesOf(prefixes, inputTokens, hit, read)
  const written = points.filter((index) => (hit === undefined || index > hit) && tokensAt(index) >= plan.minimumTokens)
  const last = written.at(-1)
  const lastLong = written.findLast((index) => prefixes[index]!.breakpoint!.isLong)
  return {
    cacheReadTokens: read,
    cacheWriteTokens: last === undefined ? 0 : tokensAt(last) - read,
    cacheWriteLongTokens: lastLong === undefined ? 0 : tokensAt(lastLong) - read,
    commit() {
      if (hit !== undefined) refresh(entries, prefixes[hit]!.hash, nowMs)
      for (const index of written) {
        const { hash, breakpoint } = prefixes[index]!
        keep(entries, hash, breakpoint!.lifetimeMs, nowMs, tokensAt(index))
      }
    },
  }
}

function refresh(entries: Entries, hash: Seed, nowMs: number): void {
  const entry = entries.get(hash)
  if (entry) keep(entries, hash, entry.lifetimeMs, nowMs, entry.tokens)
}

/** The longest cached prefix that ends at a breakpoint, or at most so many segments before one. */
function longestHit(
  entries: Entries,
  prefixes: readonly Prefix[],
  points: readonly number[],
  lookback: number,
  nowMs: number,
): number | undefined {
  for (const point of points.toReversed()) {
    for (let index = point; index >= Math.max(0, point - lookback); index--) {
      if (isAlive(entries, prefixes[index]!.hash, nowMs)) return index
    }
  }
  return undefined
}

function prefixesOf(segments: readonly CacheSegment[], scope: string): readonly Prefix[] {
  let hash = fork(0, scope)
  let rawTokens = 0
  return segments.map(({ fingerprint, tokens, breakpoint }) => {
    hash = fork(hash, fingerprint)
    rawTokens += tokens
    return { hash, rawTokens, breakpoint }
  })
}

/** Tokens up to each prefix: what was read keeps its count, the rest of the prompt's count is spread over what follows. */
function sizesOf(
  prefixes: readonly Prefix[],
  inputTokens: number,
  hit: number | undefined,
  read: number,
): (index: number) => number {
  const start = hit === undefined ? 0 : prefixes[hit]!.rawTokens
  const rest = Math.max(1, prefixes.at(-1)!.rawTokens - start)
  return (index) => read + Math.round(((prefixes[index]!.rawTokens - start) * (inputTokens - read)) / rest)
}
