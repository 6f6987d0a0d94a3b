import { answeredFacts, recordedFacts, type AnswerFacts } from './answer-facts.ts'
import { compare, type Difference } from './compare.ts'
import { recordingsOf, type WireEndpoint } from './endpoints.ts'
import { dayOf, type Recording } from './recording.ts'
import { answer, askOf } from './replay.ts'
import { createSightings } from './sightings.ts'

/** How one recording was matched. */
export interface Match {
  readonly recording: Recording
  readonly checks: number
  readonly differences: readonly Difference[]
}

/** Answers every recording's own request and compares. */
export async function walk(endpoint: WireEndpoint, folder: string): Promise<readonly Match[]> {
  const sightings = createSightings()
  const recordings = recordingsOf(endpoint, folder)
  for (const recording of recordings) sightings.add(recordedFacts(recording, endpoint.dialect), dayOf(recording))
  const matches: Match[] = []
  for (const recording of recordings) {
    const match = await matchOf(recording, endpoint)
    matches.push({ ...match, differences: match.differences.map((one) => sightings.explain(one)) })
  }
  return matches
}

async function matchOf(recording: Recording, endpoint: WireEndpoint): Promise<Match> {
  const recorded = recordedFacts(recording, endpoint.dialect)
  const terms = { provider: endpoint.name, day: dayOf(recording), floatAfter: endpoint.dialect.floatAfter }
  const ours = await answered(recording, endpoint)
  if ('trouble' in ours) {
    return {
      recording,
      checks: 1,
      differences: [{ check: 'no answer', where: '', recorded: 'one', ours: ours.trouble }],
    }
  }
  const { checks, differences } = compare(recorded, ours.facts, terms)
  const isOther = differences.some(({ check }) => check === 'status')
  const told = isOther ? differences.map((one) => ({ ...one, ours: `${one.ours}: ${ours.text}` })) : differences
  return { recording, checks, differences: told }
}

async function answered(
  recording: Recording,
  endpoint: WireEndpoint,
): Promise<{ readonly facts: AnswerFacts; readonly text: string } | { readonly trouble: string }> {
  try {
    const response = await answer(endpoint, askOf(recording, endpoint))
    const text = await response.clone().text()
    return { facts: await answeredFacts(response, endpoint.dialect), text: text.slice(0, 300) }
  } catch (error) {
    return { trouble: error instanceof Error ? `${error.name}: ${error.message.slice(0, 300)}` : String(error) }
  }
}
