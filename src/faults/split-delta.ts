import type { PartDelta } from '../stream.ts'

/** A delta in two: its first tokens, and the rest. Either may be absent. */
export function splitDelta(part: PartDelta, tokens: number): readonly [PartDelta | undefined, PartDelta | undefined] {
  if (tokens <= 0) return [undefined, part]
  if (tokens >= part.tokens) return [part, undefined]
  let end = Math.ceil((part.delta.length * tokens) / part.tokens)
  // Never inside a surrogate pair.
  const code = part.delta.charCodeAt(end - 1)
  if (code >= 0xd800 && code < 0xdc00) end--
  const rest = part.delta.slice(end)
  return [
    { ...part, delta: part.delta.slice(0, end), tokens },
    rest === '' ? undefined : { ...part, delta: rest, tokens: part.tokens - tokens },
  ]
}
