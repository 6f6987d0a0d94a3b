import { ApiError } from './errors.ts'
import type { Call, Credential } from './provider.ts'

/** Finds the key of a call; undefined where there is none. */
export type KeyReader = (call: Call) => string | undefined

/** The token of `Authorization: Bearer …`, or the password of basic authentication. */
export const bearerKey: KeyReader = (call) => {
  const given = (call.headers.get('authorization') ?? '').trim()
  const end = given.search(/\s|$/)
  const scheme = given.slice(0, end).toLowerCase()
  const value = given.slice(end).trim()
  if (scheme === 'bearer') return value
  return scheme === 'basic' ? passwordOf(value) : undefined
}

/** The same authentication, counted against the limits of what `named` says: an organisation, a project, a resource. */
export function inOrganization(
  authenticate: (call: Call, acceptedKeys: readonly string[] | undefined) => Credential,
  named: (call: Call, credential: Credential) => string | undefined,
) {
  return (call: Call, acceptedKeys: readonly string[] | undefined): Credential => {
    const credential = authenticate(call, acceptedKeys)
    const organization = named(call, credential)
    return organization === undefined ? credential : { ...credential, organization }
  }
}

/** The value of one header. */
export function headerKey(name: string): KeyReader {
  return (call) => call.headers.get(name) ?? undefined
}

function passwordOf(encoded: string): string {
  try {
    return atob(encoded).split(':').slice(1).join(':')
  } catch {
    return ''
  }
}

/**
 * Authentication by one of several places for the key.
 *
 * A missing or empty key is an `auth` error with `details.reason` `missing`; a key that is not among the accepted ones has the reason `unknown`.
 */
export function authenticateBy(...readers: readonly KeyReader[]) {
  return (call: Call, acceptedKeys: readonly string[] | undefined): Credential => {
    let key: string | undefined
    for (const read of readers) key ??= read(call)
    if (!key) throw new ApiError('auth', '', { details: { reason: 'missing' } })
    if (acceptedKeys && !acceptedKeys.includes(key)) {
      throw new ApiError('auth', '', {
        details: { reason: 'unknown', key },
        hint: `The key is not one of the ${acceptedKeys.length} in the option apiKeys.`,
      })
    }
    return { key }
  }
}
