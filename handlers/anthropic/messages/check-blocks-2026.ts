import { blocksOf } from './content-blocks.ts'
import { refused } from './issues.ts'
import type { ContentBlockParam, MessagesRequest } from './wire.ts'

/**
 * Refuses what API version 2026-10-21 no longer takes: documents of an assistant, and citations on a user's text.
 *
 * The rules are documented (migration guide of that version); the words of the refusals are guesses.
 */
export function checkBlocks2026({ messages }: MessagesRequest): void {
  for (const [at, message] of messages.entries()) {
    for (const [index, block] of blocksOf(message).entries()) {
      const path = `messages.${at}.content.${index}`
      if (message.role === 'assistant' && block.type === 'document')
        throw refused(`${path}: \`document\` blocks are not permitted in assistant messages`)
      if (message.role === 'user' && isCited(block))
        throw refused(`${path}.${block.type}.citations: citations are not permitted in user messages`)
    }
  }
}

function isCited(block: ContentBlockParam): boolean {
  if (block.type === 'search_result') return block.content.some(isCited)
  return block.type === 'text' && (block.citations?.length ?? 0) > 0
}
