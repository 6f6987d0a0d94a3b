import type { Call } from '../../src/provider.ts'
import type { Issue, Shape } from '../../src/validation.ts'
import { checkedBody } from './operation-body.ts'
import { refused } from './wording.ts'
import type { ApiError } from '../../src/errors.ts'

/** A multipart body as one object: `name[]` and repeated names are lists, `a[b]` is a member, texts of numbers and booleans are such where the shape wants them. */
export interface FormBody {
  readonly fields: Readonly<Record<string, unknown>>
  readonly files: Readonly<Record<string, readonly File[]>>
}

/** The fields and files of a multipart call. */
export function readForm({ form }: Call, shape: Extract<Shape, { readonly type: 'object' }>): FormBody {
  if (!form) {
    throw refused(
      "We could not parse your request. (HINT: This endpoint expects 'multipart/form-data', but the request had another content type.)",
      null,
      null,
    )
  }
  const fields: Record<string, unknown> = {}
  const files: Record<string, File[]> = {}
  for (const [key, value] of form) {
    const name = key.replace(/\[\d*\]$/, '')
    if (typeof value !== 'string') files[name] = [...(files[name] ?? []), value]
    else addField(fields, name, key !== name, value, shape)
  }
  return { fields, files }
}

function addField(
  fields: Record<string, unknown>,
  name: string,
  isListed: boolean,
  text: string,
  shape: Extract<Shape, { readonly type: 'object' }>,
): void {
  const [, outer, inner] = /^(\w+)\[(\w+)\]$/.exec(name) ?? []
  if (outer !== undefined && inner !== undefined) {
    fields[outer] = { ...(fields[outer] as object | undefined), [inner]: typedText(text, undefined) }
    return
  }
  const wanted = shape.fields[name]
  const isList = isListed || wanted?.type === 'array'
  const value = typedText(text, wanted?.type)
  fields[name] = isList ? [...((fields[name] as readonly unknown[] | undefined) ?? []), text] : value
}

function typedText(text: string, wanted: string | undefined): unknown {
  if (wanted === 'boolean' && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  if ((wanted === 'integer' || wanted === 'number' || wanted === undefined) && /^-?\d+(?:\.\d+)?$/.test(text))
    return Number(text)
  return text
}

/** The fields of a form, checked like a JSON body. */
export function checkedFields(
  call: Call,
  { fields }: FormBody,
  shape: Shape,
  word?: (issues: readonly Issue[]) => ApiError | undefined,
): object {
  return checkedBody({ ...call, json: fields, jsonError: undefined }, shape, word)
}
