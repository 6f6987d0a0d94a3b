import type { WireEvent } from '../../../src/framing/framing.ts'
import { ALNUM } from '../../../src/ids.ts'
import type { Random } from '../../../src/random.ts'
import { eventObject, type Said } from './events.ts'
import type { TokenLogprob } from './logprobs.ts'
import type { ResponsesProfile } from './profile.ts'

/** Writes one delta event. */
export type DeltaWriter = (delta: string, sequence: number, logprobs: readonly TokenLogprob[]) => WireEvent

// Escaped by JSON, so these cannot stand in any event by themselves.
const DELTA = '\u0000delta'
const PADDING = '\u0000padding'
const SEQUENCE = '\u0000sequence'
const LOGPROBS = '\u0000logprobs'
const HOLES = /"\\u0000(delta|padding|sequence|logprobs)"/

/** Makes the constant text around the deltas of one part once; each delta is spliced in, padded where there is a source of padding. */
export function deltaWriter(
  profile: ResponsesProfile,
  { type, fields }: Said,
  random: Random | undefined,
): DeltaWriter {
  const holes = {
    ...fields,
    delta: DELTA,
    sequence_number: SEQUENCE,
    ...('logprobs' in fields ? { logprobs: LOGPROBS } : {}),
    ...(random ? { obfuscation: PADDING } : profile.obfuscates === 'empty' ? { obfuscation: '' } : {}),
  }
  // Text at even places, names of holes at odd ones.
  const pieces = profile.writeEvent(eventObject(profile, { type, fields: holes })).split(HOLES)
  return (delta, sequence, logprobs) => {
    let data = pieces[0]!
    for (let at = 1; at < pieces.length; at += 2) {
      const hole = pieces[at]
      if (hole === 'delta') data += JSON.stringify(delta)
      else if (hole === 'sequence') data += sequence
      else if (hole === 'logprobs') data += JSON.stringify(logprobs)
      else data += `"${padding(delta, random!)}"`
      data += pieces[at + 1]!
    }
    return { event: type, data }
  }
}

/** Fills the characters of a delta up to a multiple of 16 (recorded: 2,083 of 2,083 events). */
function padding(delta: string, random: Random): string {
  let characters = 0
  for (const _ of delta) characters++
  let text = ''
  for (let left = (16 - (characters % 16)) % 16; left > 0; left--) {
    text += ALNUM[Math.floor(random.next() * ALNUM.length)]!
  }
  return text
}
