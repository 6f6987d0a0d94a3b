import type { Call } from '../../../src/provider.ts'
import { refused } from './issues.ts'

/** The values of `anthropic-version`; official clients send the last one since their major versions of October 2026. */
const VERSIONS = ['2023-01-01', '2023-06-01', '2026-10-21'] as const
const BETA = /^[a-z][a-z0-9-]*-\d{4}-\d{2}-\d{2}$/

/** Which API a call speaks. */
export interface Protocol {
  readonly version: (typeof VERSIONS)[number]
  readonly betas: ReadonlySet<string>
}

/** The version and beta features that a call asks for. Refuses a call without a version, and values that cannot name a beta. */
export function protocolOf(call: Call): Protocol {
  const asked = call.headers.get('anthropic-version')
  if (asked === null) throw refused('anthropic-version: header is required')
  const version = VERSIONS.find((one) => one === asked)
  if (!version) throw refused(`anthropic-version: "${asked}" is not a valid version`)
  const betas = (call.headers.get('anthropic-beta') ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
  const unknown = betas.filter((one) => !BETA.test(one))
  if (unknown.length > 0) {
    const values = unknown.map((one) => `\`${one}\``).join(', ')
    throw refused(
      `Unexpected value(s) ${values} for the \`anthropic-beta\` header. Please consult our documentation at docs.claude.com or try again without the header.`,
    )
  }
  return { version, betas: new Set(betas) }
}
