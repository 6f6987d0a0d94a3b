import type { Store } from '../../../src/provider.ts'
import { refused, wordIssue } from '../wording.ts'
import { outputItems } from './output-items.ts'
import type { ResponsesProfile } from './profile.ts'
import { responsesIn } from './stored.ts'
import type { WireItem } from './wire.ts'

const OUTPUTS: Readonly<Record<string, string>> = {
  function_call: 'function_call_output',
  custom_tool_call: 'custom_tool_call_output',
}

/** Checks that calls and their outputs, and reasoning and what came of it, stand together; throws the first refusal. */
export function checkItems(items: readonly WireItem[], store: Store, profile: ResponsesProfile): void {
  for (const [index, item] of items.entries()) checkIds(item, index)
  checkTwice(items)
  checkOutputs(items)
  for (const [index, item] of items.entries()) {
    if (item.type === 'reasoning') checkFollowed(item, items[index + 1])
  }
  checkReasoned(items, store, profile)
}

const MOST_CALL_ID = 64

/** Ids of other APIs: too long (published), or with another prefix. */
function checkIds({ type = 'message', id, call_id: callId }: WireItem, index: number): void {
  if (typeof callId === 'string' && callId.length > MOST_CALL_ID) {
    const path = ['input', index, 'call_id']
    throw wordIssue({ kind: 'length', of: 'string', side: 'above', bound: MOST_CALL_ID, length: callId.length, path })
  }
  const prefix = PREFIXED[type]
  if (typeof id !== 'string' || prefix === undefined || id.startsWith(prefix)) return
  throw refused(
    `Invalid 'input[${index}].id': '${id}'. Expected an ID that begins with '${prefix}'.`,
    `input[${index}].id`,
    'invalid_value',
  )
}

const PREFIXED: Readonly<Record<string, string>> = { message: 'msg', function_call: 'fc', reasoning: 'rs' }

function checkTwice(items: readonly WireItem[]): void {
  const seen = new Set<string>()
  for (const { id } of items) {
    if (typeof id !== 'string') continue
    if (seen.has(id)) {
      throw refused(
        `Duplicate item found with id ${id}. Remove duplicate items from your input and try again.`,
        'input',
        null,
      )
    }
    seen.add(id)
  }
}

function checkOutputs(items: readonly WireItem[]): void {
  const ids = (type: string) => items.flatMap((item) => (item.type === type ? [item.call_id!] : []))
  for (const [call, output] of Object.entries(OUTPUTS)) {
    const [called, answered] = [ids(call), ids(output)]
    const words = call === 'function_call' ? 'function call' : 'custom tool call'
    const open = called.find((id) => !answered.includes(id))
    if (open !== undefined) throw refused(`No tool output found for ${words} ${open}.`, 'input', null)
    const orphan = answered.find((id) => !called.includes(id))
    if (orphan !== undefined) {
      throw refused(`No tool call found for ${words} output with call_id ${orphan}.`, 'input', null, {
        hint: 'Send previous_response_id, or keep the call itself in the input before its output.',
      })
    }
  }
}

function checkFollowed({ id }: WireItem, next: WireItem | undefined): void {
  const isOwn = next !== undefined && next.role !== 'user' && next.role !== 'system' && next.role !== 'developer'
  if (typeof id !== 'string' || isOwn) return
  throw refused(`Item '${id}' of type 'reasoning' was provided without its required following item.`, 'input', null)
}

/** A stored item that followed a reasoning item may not come back without it. */
function checkReasoned(items: readonly WireItem[], store: Store, profile: ResponsesProfile): void {
  const ids = new Set(items.map((item) => item.id))
  const own = items.filter((item) => item.type === 'function_call' && typeof item.id === 'string')
  if (own.length === 0) return
  const pairs = [...responsesIn(store).values()].flatMap(({ exchange }) => reasonedPairs(exchange, profile))
  for (const { id } of own) {
    const reasoningId = pairs.find((pair) => pair.id === id)?.reasoningId
    if (reasoningId === undefined || ids.has(reasoningId)) continue
    throw refused(
      `Item '${id}' of type 'function_call' was provided without its required 'reasoning' item: '${reasoningId}'.`,
      'input',
      null,
    )
  }
}

function reasonedPairs(exchange: Parameters<typeof outputItems>[0], profile: ResponsesProfile) {
  const items = outputItems(exchange, profile) as readonly WireItem[]
  return items.flatMap((item, index) => {
    const before = items[index - 1]
    return before?.type === 'reasoning' && item.id ? [{ id: item.id, reasoningId: before.id! }] : []
  })
}
