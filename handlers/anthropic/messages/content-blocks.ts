import type { ContentBlockParam, MessageParam } from './wire.ts'

/** The blocks of a message; text stands for one block of text. */
export function blocksOf({ content = [] }: MessageParam): readonly ContentBlockParam[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content
}
