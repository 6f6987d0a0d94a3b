import { KEY_VARIABLES } from '../../server/keys.ts'
import type { LlmServer } from '../server.ts'
import { preloadOption } from './preload.ts'
import type { Redirects } from './redirect.ts'

type Variables = Readonly<Record<string, string | undefined>>

/** What an app is started with besides the variables of this process. */
export interface AppEnvironment {
  /** The user's own variables, which win. */
  readonly env: Readonly<Record<string, string>> | undefined
  readonly addresses: LlmServer['addresses']
  readonly redirects: Redirects
  /** Holds the mark of the test that runs; undefined where requests are not marked. */
  readonly markFile: string | undefined
}

/**
 * The variables with which an app asks the server instead of the providers.
 *
 * @param own those of this process
 */
export function environmentOf(own: Variables, { env, addresses, redirects, markFile }: AppEnvironment): Variables {
  return {
    ...own,
    ...missingKeys({ ...own, ...env }),
    ...Object.assign({}, ...addresses.map(({ variables }) => variables)),
    ...env,
    NODE_OPTIONS: [env?.['NODE_OPTIONS'] ?? own['NODE_OPTIONS'], preloadOption(redirects, markFile)]
      .filter(Boolean)
      .join(' '),
  }
}

/** Where AWS's SDKs find credentials, of which they take all or none. */
const CREDENTIALS =
  /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|PROFILE|SHARED_CREDENTIALS_FILE|CONFIG_FILE|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE|CONTAINER_CREDENTIALS_\w+)$/

/** A key that is none for each variable that SDKs look for and do not find. What an app has for other services of AWS stays in use. */
function missingKeys(known: Variables): Variables {
  const hasCredentials = Object.keys(known).some((name) => known[name] && CREDENTIALS.test(name))
  const names = Object.values(KEY_VARIABLES)
    .flat()
    .filter((name) => !known[name] && !(hasCredentials && CREDENTIALS.test(name)))
  return Object.fromEntries(names.map((name) => [name, 'any']))
}
