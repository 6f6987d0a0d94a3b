import type { ContentPart } from '../completion.ts'
import type { Engine } from '../engine.ts'
import type { ExchangeRecord } from '../exchange.ts'
import { didYouMean } from '../nearest.ts'
import type { CompletionRequest } from '../request.ts'

/** Tells the test author, once, of a scripted call of a tool that the request does not offer: nearly always a wrong name. It is answered all the same. */
export function tellUnoffered(
  content: readonly ContentPart[],
  { tools }: CompletionRequest,
  { engine, record }: { readonly engine: Engine; readonly record: ExchangeRecord },
): void {
  // What was recorded is as it was.
  if (record.verbatim) return
  for (const part of content) {
    if (part.type !== 'tool-call' || tools.some(({ name }) => name === part.name)) continue
    const names = tools.map(({ name }) => name)
    const by = record.rule ? ` of ${String(record.rule)}` : ''
    const words = [
      `${record.endpoint}: the answer${by} calls the tool "${part.name}", which the request does not offer; a model would not.`,
      names.length === 0 ? 'It offers no tools.' : `It offers: ${names.join(', ')}.`,
      didYouMean(part.name, names),
    ]
    engine.warn(words.filter(Boolean).join(' '))
  }
}
