import type { WireFunctionCall } from './wire.ts'

/** One event's worth of a call whose arguments are streamed. */
export interface PartialCall {
  readonly name?: string
  readonly partialArgs?: readonly object[]
  readonly willContinue?: true
}

const PIECE = 12

/** The events of a call at Vertex AI with `streamFunctionCallArguments`: its name, every argument by its path, and an empty one; one without arguments is its name (recorded). */
export function* partialCalls({ name = '', args = {} }: WireFunctionCall): Generator<PartialCall> {
  if (Object.keys(args).length === 0) {
    yield { name }
    return
  }
  yield { name, willContinue: true }
  for (const partialArg of argumentEvents(args, '$')) yield { partialArgs: [partialArg], willContinue: true }
  yield {}
}

/** Text arrives in pieces that are closed by an empty one; all other values arrive whole. */
function* argumentEvents(value: unknown, jsonPath: string): Generator<object> {
  if (typeof value === 'string') {
    const characters = Array.from(value)
    for (let at = 0; at < characters.length; at += PIECE)
      yield { jsonPath, stringValue: characters.slice(at, at + PIECE).join(''), willContinue: true }
    yield { jsonPath, stringValue: '' }
  } else if (typeof value === 'number') yield { jsonPath, numberValue: value }
  else if (typeof value === 'boolean') yield { jsonPath, boolValue: value }
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* argumentEvents(item, `${jsonPath}[${index}]`)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) yield* argumentEvents(member, `${jsonPath}.${key}`)
  } else yield { jsonPath, nullValue: 'NULL_VALUE' }
}
