import type { ToolCallPart } from '../../src/completion.ts'
import { drawId, LOWER_ALNUM } from '../../src/ids.ts'
import type { Seed } from '../../src/random.ts'

/** The end of a tool call's id: 12 lower-case letters and digits. */
export function toolCallId(seed: Seed, name: string): string {
  return drawId(seed, name, 12, LOWER_ALNUM)
}

/** A call's id as the wire has it: the tool's name before the drawn end (recorded); ids that a rule gave stay as they are. */
export function wireCallId({ id, name }: Pick<ToolCallPart, 'id' | 'name'>): string {
  return /^[a-z0-9]{12}$/.test(id) ? `${name}_${id}` : id
}
