import type { Recording } from '../../src/replay/recording.ts'

/** Request headers that change the answer; all others, keys among them, stay out of files. */
const KEPT = /^(?:accept|content-type|anthropic-(?:version|beta)|openai-beta|api-version)$/

/** Response headers that name an account or a connection, or differ each time without meaning anything to a client. */
const DROPPED =
  /cookie|organization|project|account|authorization|api-key|^(?:date|age|via|alt-svc|nel|report-to|server-timing|cf-.+|x-envoy-.+|connection|keep-alive|transfer-encoding|content-length|content-encoding)$/

/** Keys and ids of accounts in text: OpenAI's, Anthropic's and Google's forms. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:sk|gsk|xai|pplx|csk|fw|hf|rk)[-_][\w-]{16,}/g, '<key>'],
  [/\bAIza[\w-]{30,}/g, '<key>'],
  [/\borg-[A-Za-z0-9]{12,}/g, '<organization>'],
  [/\bproj_[A-Za-z0-9]{12,}/g, '<project>'],
]

/** The recording without keys, cookies and ids of accounts. */
export function redacted(recording: Recording, key: string): Recording {
  const { request, response } = recording
  const url = new URL(request.url)
  url.searchParams.delete('key')
  const clean: Recording = {
    ...recording,
    request: { ...request, url: url.href, headers: only(request.headers, (name) => KEPT.test(name)) },
    response: { ...response, headers: only(response.headers, (name) => !DROPPED.test(name)) },
  }
  const text = SECRETS.reduce(
    (all, [pattern, word]) => all.replace(pattern, word),
    JSON.stringify(clean).replaceAll(key, '<key>'),
  )
  return JSON.parse(text) as Recording
}

function only(headers: Readonly<Record<string, string>>, isKept: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => isKept(name.toLowerCase())))
}
