import type { WireItem } from '../../openai/responses/wire.ts'
import { refused } from '../errors.ts'

/**
 * Calls that follow each other must all have their outputs right behind them; a message in between starts anew (recorded).
 *
 * @throws the refusal of the first call without one.
 */
export function checkOutputs(items: readonly WireItem[]): void {
  for (const [index, { type, call_id: id }] of items.entries()) {
    if (type !== 'function_call') continue
    const behind = items.slice(index + 1)
    const end = behind.findIndex((item) => item.role !== undefined || item.type === 'reasoning')
    const turn = end < 0 ? behind : behind.slice(0, end)
    const isAnswered = turn.some((item) => item.type === 'function_call_output' && item.call_id === id)
    if (!isAnswered) throw refused(`No tool output found for tool call ${id ?? ''}.`)
  }
}
