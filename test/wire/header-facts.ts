/** Headers that are no matter of the API, with the reason. `date` must be there and is not in this list. */
const IGNORED_HEADERS: Readonly<Record<string, string>> = {
  connection: 'hop by hop',
  'keep-alive': 'hop by hop',
  'transfer-encoding': 'hop by hop',
  'content-length': 'depends on how the body is sent',
  'content-encoding': 'depends on what the client accepts; answers of ours are not compressed',
  'set-cookie': 'left out of the recordings',
}

/** The shape of each header's value by name; `*` where it was replaced. */
export type HeaderFacts = Map<string, Set<string>>

/** Headers that name a region, a model or a deployment. */
const NAMED = /-region$|^x-ms-(?:served-model|deployment-name)$|^x-ratelimit-key$/

/** The headers that count. */
export function headerFacts(headers: Iterable<readonly [string, string]>): HeaderFacts {
  const facts: HeaderFacts = new Map()
  for (const [name, value] of headers) {
    if (!(name in IGNORED_HEADERS)) facts.set(name, new Set([NAMED.test(name) ? 'name' : valueShape(value)]))
  }
  return facts
}

const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/, 'http-date'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/, 'iso-date'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/, 'iso-date with zone'],
  [/^[A-Z]{3}\d+-[CP]\d+$/, 'edge location'],
  [/^1\.1 [\da-f]{32}\.cloudfront\.net \(CloudFront\)$/, 'cloudfront'],
  [/^[\w-]{54}==$/, 'cloudfront id'],
  [/^[\da-f]{32}\/\d+$/, 'cloud trace'],
  [/^[\da-f]{40}$/, 'commit'],
  [/^Root=1-[\da-f]{8}-[\da-f]{24}$/, 'aws trace'],
  [/^d\d{14}-[\da-f]{12}$/, 'model session'],
  [/^[\dA-Za-z]{24}$/, 'base62 24'],
  [/^gen-\d{10}-[\dA-Za-z]{20}$/, 'generation'],
  [/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/, 'duration'],
  [/^\d+$/, 'integer'],
  [/^\d+\.\d+$/, 'decimal'],
  [/^[\da-f]{16}-[A-Z]{3}$/, 'ray'],
  [/^[\da-f]{32}$/, '<32>'],
  [/^envoy-router-(?:canary-)?[\da-f]{8,10}-\w{5}$/, 'router'],
  [/^gfet4t7; dur=\d+$/, 'google timing'],
  [/^x-originResponse;dur=\d+$/, 'cloudflare timing'],
  [/^attachment; filename\*=utf-8''msgbatch_01\w{22}_results\.jsonl$/, 'results of a batch'],
  [/^00-[\da-f]{32}-[\da-f]{16}-\d\d$/, 'trace'],
  [/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/, 'uuid'],
]

/** A date, a number, a duration, an id's prefix and length, or the words themselves. */
function valueShape(value: string): string {
  if (/[<[]/.test(value)) return '*'
  const shape = SHAPES.find(([pattern]) => pattern.test(value))?.[1]
  if (shape) return shape
  const id = /^([a-z]+[_-])(\w{12,})$/.exec(value)
  // Repeated headers are joined in an order of the recorder's.
  if (value.includes(', ') && !value.includes(';')) return value.split(', ').toSorted().join(', ')
  return id ? `${id[1]!}<${id[2]!.length}>` : value
}

/** Whether a value's shape is one of those seen; replaced ones fit all. */
export function fitsShape(seen: ReadonlySet<string>, shape: string): boolean {
  return shape === '*' || seen.has('*') || seen.has(shape)
}
