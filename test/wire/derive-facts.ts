import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { recordedFacts } from './answer-facts.ts'
import { recordingsOf, type WireEndpoint } from './endpoints.ts'
import { writeFacts, type FactsFile, type Scenario } from './facts-file.ts'
import { knownMiss } from './known-misses.ts'
import { mergeFacts, type Dated } from './merge.ts'
import { dayOf } from './recording.ts'
import { scenarioOf } from './scenario.ts'

const FOLDER = new URL('./facts/', import.meta.url)

/** The committed facts of an endpoint. */
export function loadFacts({ name }: WireEndpoint): FactsFile {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as FactsFile
}

/** Writes the facts of an endpoint anew from its recordings. */
export function saveFacts(endpoint: WireEndpoint, recordingsFolder: string): FactsFile {
  const facts = deriveFacts(endpoint, recordingsFolder)
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(new URL(`${endpoint.name}.json`, FOLDER), `${JSON.stringify(facts, null, 2)}\n`)
  return facts
}

/** The facts of an endpoint from its recordings. */
export function deriveFacts(endpoint: WireEndpoint, recordingsFolder: string): FactsFile {
  const { name, dialect } = endpoint
  const usable = recordingsOf(endpoint, recordingsFolder)
    .filter((recording) => !knownMiss(recording)?.odd)
    .map((recording) => ({
      scenario: scenarioOf(recording, dialect),
      facts: recordedFacts(recording, dialect),
      day: dayOf(recording),
    }))
  // Headers are the same for all answers of one status and form, so that they are learnt from all of them.
  const byHeaders = grouped(usable, headersKey)
  const headers = new Map([...byHeaders].map(([key, answers]) => [key, mergeFacts(answers, name)]))
  const scenarios = new Map<string, Scenario>()
  for (const [scenario, answers] of grouped(usable, (one) => one.scenario)) {
    const days = answers.flatMap(({ day }) => (day === undefined ? [] : [day])).toSorted()
    const { headers: own, optionalHeaders } = headers.get(headersKey(answers[0]!))!
    const facts = {
      ...mergeFacts(answers, name),
      ...(own ? { headers: own } : {}),
      ...(optionalHeaders ? { optionalHeaders } : {}),
    }
    scenarios.set(scenario, { facts, recordings: answers.length, newest: days.at(-1) })
  }
  return writeFacts(name, scenarios)
}

function headersKey({ facts }: Dated): string {
  return `${facts.status} ${facts.stream ? 'stream' : 'json'}`
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}
