import type { BatchLine, BatchProblem } from './batch.ts'

const MOST_LINES = 50_000

/** The requests in an input file, and what is wrong with it. */
export function readLines(
  bytes: Uint8Array,
  endpoint: string,
): { readonly lines: readonly BatchLine[]; readonly problems: readonly BatchProblem[] } {
  const texts = new TextDecoder().decode(bytes).split('\n')
  const lines: BatchLine[] = []
  const problems: BatchProblem[] = []
  const known = new Set<string>()
  for (const [index, text] of texts.entries()) {
    if (text.trim() === '') continue
    const read = readLine(text, endpoint, known)
    if ('customId' in read) lines.push(read)
    else problems.push({ ...read, line: index + 1 })
  }
  if (lines.length + problems.length === 0) {
    problems.push(
      problem(
        'empty_file',
        'The input file is empty. Please ensure that the batch contains at least one request.',
        null,
      ),
    )
  }
  if (lines.length > MOST_LINES) {
    problems.push(
      problem(
        'request_limit_exceeded',
        `The input file has ${lines.length} requests. The limit is ${MOST_LINES}.`,
        null,
      ),
    )
  }
  return { lines, problems }
}

function problem(code: string, message: string, param: string | null): BatchProblem {
  return { code, message, param, line: null }
}

function readLine(text: string, endpoint: string, known: Set<string>): BatchLine | BatchProblem {
  const line = parsed(text)
  if (!line) return problem('invalid_json_line', 'This line is not parseable as valid JSON.', null)
  const { custom_id: customId, method, url, body } = line
  if (typeof customId !== 'string') return missing('custom_id')
  if (method === undefined) return missing('method')
  if (typeof url !== 'string') return missing('url')
  if (typeof body !== 'object' || body === null) return missing('body')
  if (known.has(customId)) {
    const message =
      'The custom_id for this request is a duplicate of another request. The custom_id parameter must be unique for each request in a batch.'
    return problem('duplicate_custom_id', message, 'custom_id')
  }
  known.add(customId)
  if (method !== 'POST') return problem('invalid_method', "The provided method is not supported. Use 'POST'.", 'method')
  if (url !== endpoint) {
    return problem('invalid_url', 'The URL provided for this request does not match the batch endpoint.', 'url')
  }
  return { customId, body }
}

function missing(name: string): BatchProblem {
  return problem('missing_required_parameter', `Missing required parameter: '${name}'.`, name)
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}
