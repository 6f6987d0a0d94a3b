import type { Completion } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import type { Store } from '../../../src/provider.ts'
import { filesOf } from '../files/stored-file.ts'
import { writtenFiles } from './server-results.ts'

/** Keeps the files that the code of an answer wrote, for their download. */
export function keepWrittenFiles(exchange: ChatExchange & { readonly outcome: Completion }, store: Store): void {
  for (const part of exchange.outcome.content) {
    if (part.type !== 'server-tool') continue
    for (const { id, filename, text, mediaType = 'text/plain' } of writtenFiles(exchange, part)) {
      const bytes = new TextEncoder().encode(text)
      const createdAtMs = exchange.receivedAtMs
      filesOf(store).set(id, { id, filename, mimeType: mediaType, bytes, createdAtMs, isDownloadable: true })
    }
  }
}
