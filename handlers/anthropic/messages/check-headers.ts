import type { Call } from '../../../src/provider.ts'
import { didYouMean } from '../../../src/nearest.ts'
import { BETAS, isBeta } from './betas.ts'
import { refused } from './issues.ts'

/** The values of `anthropic-version`; official clients send the last one since their major versions of October 2026. */
const VERSIONS = ['2023-01-01', '2023-06-01', '2026-10-21'] as const

/** Which API a call speaks. */
export interface Protocol {
  readonly version: (typeof VERSIONS)[number]
  readonly betas: ReadonlySet<string>
}

/** The version and beta features that a call asks for. Refuses a call without a version, and values that no beta has. */
export function protocolOf(call: Call): Protocol {
  checkHeaders(call)
  return readProtocol(call)
}

/** The same of a call whose headers are not checked. */
export function readProtocol({ headers }: Call): Protocol {
  const version = VERSIONS.find((one) => one === headers.get('anthropic-version')) ?? '2023-06-01'
  return { version, betas: new Set(betasOf(headers)) }
}

/** Throws the first refusal of a header. */
export function checkHeaders({ headers }: Call): void {
  const asked = headers.get('anthropic-version')
  if (asked === null) throw refused('anthropic-version: header is required')
  if (!(VERSIONS as readonly string[]).includes(asked))
    throw refused(`anthropic-version: "${asked}" is not a valid version`, `Versions: ${VERSIONS.join(', ')}.`)
  const unknown = betasOf(headers).filter((one) => !isBeta(one))
  if (unknown.length === 0) return
  const values = unknown.map((one) => `\`${one}\``).join(', ')
  throw refused(
    `Unexpected value(s) ${values} for the \`anthropic-beta\` header. Please consult our documentation at docs.claude.com or try again without the header.`,
    didYouMean(unknown[0]!, BETAS),
  )
}

function betasOf(headers: Headers): readonly string[] {
  return (headers.get('anthropic-beta') ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
}
