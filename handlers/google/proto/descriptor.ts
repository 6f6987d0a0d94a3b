/** A message of a protobuf API as its JSON mapping knows it. Names of fields are camelCase. */
export interface MessageType {
  readonly name: string
  readonly fields: Readonly<Record<string, FieldType>>
  /** Groups of fields of which at most one may be set. */
  readonly oneofs?: Readonly<Record<string, readonly string[]>>
}

/** `value` and `struct` hold the caller's own JSON, which is taken as it is. */
export type ScalarKind =
  | 'string'
  | 'bytes'
  | 'bool'
  | 'float'
  | 'double'
  | 'int32'
  | 'int64'
  | 'duration'
  | 'timestamp'
  | 'struct'
  | 'value'

export interface FieldType {
  readonly type: ScalarKind | EnumType | (() => MessageType)
  readonly repeated?: boolean
  /** Keys are the caller's; values have the type. */
  readonly map?: boolean
}

export interface EnumType {
  readonly name: string
  readonly values: readonly string[]
}

/** A field with one value. */
export function one(type: FieldType['type']): FieldType {
  return { type }
}

/** A field with a list of values. */
export function many(type: FieldType['type']): FieldType {
  return { type, repeated: true }
}

/** A field with values by name. */
export function mapOf(type: FieldType['type']): FieldType {
  return { type, map: true }
}

/** An enum; the first value is the unspecified one. */
export function enumOf(name: string, values: string): EnumType {
  return { name, values: values.split(' ') }
}

/** A message that refers to itself or to what comes later goes in as a function. */
export function message(
  name: string,
  fields: Readonly<Record<string, FieldType>>,
  oneofs?: MessageType['oneofs'],
): MessageType {
  return { name, fields, ...(oneofs ? { oneofs } : {}) }
}

/** A message nobody here reads: its fields are not checked. */
export const OPEN: FieldType = { type: 'struct' }
