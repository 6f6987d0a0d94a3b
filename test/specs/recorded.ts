import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readRecordings, recordingsFolder } from '../wire/recording.ts'
import { allowed } from './allow.ts'
import type { Allowance } from './allowances.ts'
import type { Sample } from './sampler.ts'

const FOLDER = recordingsFolder(fileURLToPath(new URL('../..', import.meta.url)))

/** Endpoints that a recording names otherwise than an exchange. */
const NAMES: Readonly<Record<string, string>> = {
  'google.streamGenerateContent': 'google.generateContent',
  'vertex.streamGenerateContent': 'vertex.generateContent',
  'bedrock.converse-stream': 'bedrock.converse',
  'anthropic.batches.results': 'anthropic.batches.results',
}

/** Bodies and events of the real APIs, where recordings are at hand. */
export function recordedSamples(providers: ReadonlySet<string>): readonly Sample[] {
  return [...providers].flatMap((provider) => foldersOf(provider).flatMap((name) => samplesOf(`${provider}.${name}`)))
}

function samplesOf(endpoint: string): readonly Sample[] {
  const kind = NAMES[endpoint] ?? endpoint
  return readRecordings(FOLDER, endpoint).flatMap(({ response: { status, body, events = [] } }) => {
    if (status >= 400) return []
    const told = events.filter(({ data }) => typeof data === 'object' && data !== null)
    const sent = told.map(({ event, data }) => (kind === 'bedrock.converse' ? { [event!]: data } : data))
    return [
      ...(typeof body === 'object' ? [{ kind: `${kind} body`, value: body }] : []),
      ...sent.map((value) => ({ kind: `${kind} event`, value })),
    ]
  })
}

function foldersOf(provider: string): readonly string[] {
  try {
    return readdirSync(`${FOLDER}/${provider}`)
  } catch {
    return []
  }
}

/** Allowances that no recording bears out: the member is not there, not missing, or has none of the values that ours have. */
export function unproven(
  allowances: readonly Allowance[],
  values: ReadonlyMap<Allowance, ReadonlySet<string>>,
  samples: readonly Sample[],
): readonly Allowance[] {
  const proven = new Set<Allowance>()
  for (const { kind, value } of samples)
    allowed(kind, value, allowances, (one, found) => {
      if (one.how !== 'value' || values.get(one)?.has(typeText(found))) proven.add(one)
    })
  return allowances.filter((one) => !proven.has(one))
}

/** What a value is, as far as types tell values apart. */
export function typeText(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  return typeof value === 'object' && value !== null ? 'object' : JSON.stringify(value)
}
