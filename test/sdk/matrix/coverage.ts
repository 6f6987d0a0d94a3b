import type { AnyEndpoint } from '../../../src/provider.ts'
import { definitions, endpointName, type Seen } from './observe.ts'

type SeenBy = ReadonlyMap<string, readonly Seen[]>

/** Halves of endpoints that no client of the matrix asks for, and why. */
const NOBODY: readonly (readonly [halves: RegExp, why: string])[] = [
  [/\/:owner\/:model$/, 'the clients write the slash of an id as %2F'],
  [/:generateContent, streamed$|images\/variations, streamed$|translations, streamed$/, 'does not stream'],
  [/:rawPredict, streamed$/, 'the clients ask streamRawPredict'],
  [/^anthropic GET .*\/content$/, 'only after a scripted run of code: `anthropic-server-tools.test.ts`'],
  [/^ollama GET \/$/, 'a sign of life, for which no client asks'],
]

const whyNobody = (half: string): string | undefined => NOBODY.find(([halves]) => halves.test(half))?.[1]

/** Whether it answers in a body of its own, or as a stream; most that stream do both. */
function halvesOf({ path, encodeEvents, encodeStream }: AnyEndpoint): readonly boolean[] {
  if (/stream(?:GenerateContent|RawPredict)$|-stream$/.test(path)) return [true]
  return encodeEvents !== undefined || encodeStream !== undefined ? [false, true] : [false]
}

const halfName = (endpoint: string, isStream: boolean): string => `${endpoint}${isStream ? ', streamed' : ''}`

function everyHalf(): readonly { readonly endpoint: string; readonly isStream: boolean }[] {
  const halves = definitions.flatMap(({ name, endpoints }) =>
    endpoints.flatMap((one) =>
      halvesOf(one).map((isStream) => ({ endpoint: endpointName(name, one.method, one.path), isStream })),
    ),
  )
  const byName = new Map(halves.map((half) => [halfName(half.endpoint, half.isStream), half]))
  return [...byName.values()]
}

function clientsAt(seen: SeenBy, endpoint: string, isStream: boolean): readonly string[] {
  const isIt = (one: Seen) => one.endpoint === endpoint && one.isStream === isStream
  return [...seen].filter(([, answers]) => answers.some(isIt)).map(([client]) => client)
}

/** What no client reached without a reason, and reasons that are none any more. */
export function notReached(seen: SeenBy): readonly string[] {
  return everyHalf()
    .filter(({ endpoint, isStream }) => {
      const isReached = clientsAt(seen, endpoint, isStream).length > 0
      return isReached === (whyNobody(halfName(endpoint, isStream)) !== undefined)
    })
    .map(({ endpoint, isStream }) => halfName(endpoint, isStream))
}

/** The table of endpoints and the clients that were answered there, as Markdown. */
export function coverageTable(seen: SeenBy): string {
  const endpoints = [...new Set(everyHalf().map(({ endpoint }) => endpoint))]
  const halves = new Set(everyHalf().map((half) => halfName(half.endpoint, half.isStream)))
  const cell = (endpoint: string, isStream: boolean) => {
    const half = halfName(endpoint, isStream)
    return (halves.has(half) && whyNobody(half)) || clientsAt(seen, endpoint, isStream).join(', ')
  }
  const rows = endpoints.map((endpoint) => `| \`${endpoint}\` | ${cell(endpoint, false)} | ${cell(endpoint, true)} |`)
  return [
    '# Endpoints and the clients that were answered there',
    '',
    'Written by `matrix.test.ts` from the exchanges of its clients.',
    '',
    '| Endpoint | At once | Streamed |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
