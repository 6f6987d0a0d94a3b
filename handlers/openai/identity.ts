import { ALNUM, drawId, LOWER_ALNUM } from '../../src/ids.ts'
import type { Exchange } from '../../src/exchange.ts'

// One simulated account for all: these ids do not depend on the exchange.
const ACCOUNT = 0

/** `org-` and 24 characters, as error messages name the organization. */
export function organizationIdOf(exchange: Exchange): string {
  return exchange.headers.get('openai-organization') ?? ORGANIZATION_ID
}

const ORGANIZATION_ID = `org-${drawId(ACCOUNT, 'organization', 24, ALNUM)}`

/** The organization's slug, as the header names it: `user-` and 24 characters for a personal one. */
export const ORGANIZATION_SLUG = `user-${drawId(ACCOUNT, 'slug', 24, LOWER_ALNUM)}`

/** The project of the key, unless the request names one. */
export function projectOf(exchange: Exchange): string {
  return exchange.headers.get('openai-project') ?? PROJECT
}

const PROJECT = `proj_${drawId(ACCOUNT, 'project', 24, ALNUM)}`
