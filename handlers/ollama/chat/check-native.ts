import { ApiError } from '../../../src/errors.ts'
import { jsonTypeOf } from '../../../src/validation.ts'
import { refused } from '../errors.ts'
import type { WireCommon } from './wire.ts'

/** What a native request cannot mean, in the order in which the server finds it (its source, api/types.go and llm/server.go). */
export function checkNative({ keep_alive: keep, think, options, format }: WireCommon): void {
  checkKeepAlive(keep)
  if (typeof think === 'string' && !EFFORTS.has(think))
    throw refused(
      `invalid think value: ${JSON.stringify(think)} (must be "high", "medium", "low", "max", true, or false)`,
    )
  for (const [name, value] of Object.entries(options ?? {})) checkOption(name, value)
  checkFormat(format)
}

const EFFORTS: ReadonlySet<string> = new Set(['', 'low', 'medium', 'high', 'max'])

const GO_TYPES = { boolean: 'bool', array: '[]interface {}', object: 'map[string]interface {}' } as const

/** A duration as Go writes it. */
const DURATION = /^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+)$/

function checkKeepAlive(keep: unknown): void {
  const type = jsonTypeOf(keep)
  if (type === 'boolean' || type === 'array' || type === 'object')
    throw refused(`Unsupported type: '${GO_TYPES[type]}'`)
  if (typeof keep !== 'string' || keep === '' || DURATION.test(keep)) return
  const what = /^[-+]?\d+(?:\.\d*)?$/.test(keep) ? 'missing unit in' : 'invalid'
  throw refused(`time: ${what} duration ${JSON.stringify(keep)}`)
}

const OPTIONS: Readonly<Record<string, 'integer' | 'float32' | 'array' | 'boolean'>> = {
  num_keep: 'integer',
  num_predict: 'integer',
  num_ctx: 'integer',
  num_batch: 'integer',
  num_gpu: 'integer',
  main_gpu: 'integer',
  num_thread: 'integer',
  seed: 'integer',
  top_k: 'integer',
  repeat_last_n: 'integer',
  top_p: 'float32',
  min_p: 'float32',
  typical_p: 'float32',
  temperature: 'float32',
  repeat_penalty: 'float32',
  presence_penalty: 'float32',
  frequency_penalty: 'float32',
  stop: 'array',
  use_mmap: 'boolean',
}

/** Options that nobody knows are logged and left out; null counts as not given. */
function checkOption(name: string, value: unknown): void {
  const wanted = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined
  if (wanted === undefined || value === null || value === undefined || fits(value, wanted)) return
  throw failed(`option ${JSON.stringify(name)} must be of type ${wanted}`)
}

function fits(value: unknown, wanted: string): boolean {
  if (wanted === 'array') return Array.isArray(value)
  return typeof value === (wanted === 'boolean' ? 'boolean' : 'number')
}

function checkFormat(format: unknown): void {
  if (format === undefined || format === null || format === '' || format === 'json') return
  if (typeof format === 'object' && !Array.isArray(format)) return
  const written = JSON.stringify(JSON.stringify(format))
  throw failed(`invalid format: ${written}; expected "json" or a valid JSON Schema object`)
}

/** 500: the server finds these only once it has begun to load the model. */
function failed(message: string): ApiError {
  return new ApiError('invalid_request', message, { status: 500 })
}
