import { cutByToken } from '../../../src/chunking.ts'
import { deltaTextOf } from '../../../src/stream.ts'
import type { ResponsesProfile } from './profile.ts'

/** How a profile cuts its deltas; one token each unless it says otherwise. */
export function cutOf(profile: ResponsesProfile): NonNullable<ResponsesProfile['cut']> {
  return profile.cut ?? ((_, tokenizer) => (part) => cutByToken(deltaTextOf(part), tokenizer))
}
