import type { Call, OperationContext } from '../../../src/provider.ts'
import { ApiError } from '../../../src/errors.ts'
import { refused } from '../generate-content/errors.ts'
import type { StoredFile } from '../stored-files.ts'
import type { BatchAnswer, BatchLine } from './batch.ts'

const HEADERS = ['authorization', 'x-goog-api-key', 'x-msw-llm-tag'] as const

/** The headers with which the requests of a batch go out: its own key. */
export function lineHeaders({ headers, url }: Call): Headers {
  const key = url.searchParams.get('key')
  const own = new Headers({ 'content-type': 'application/json', ...(key === null ? {} : { 'x-goog-api-key': key }) })
  for (const name of HEADERS) {
    const value = headers.get(name)
    if (value !== null) own.set(name, value)
  }
  return own
}

/** The requests of a file: a line of JSON each, with a key. */
export function linesOfFile(file: StoredFile | undefined, name: string): readonly BatchLine[] {
  if (!file) throw new ApiError('not_found', `File ${name} was not found.`)
  const lines = (file.text ?? '').split('\n').filter((line) => line.trim() !== '')
  return lines.map((line, index) => {
    const { key = String(index), request } = parsed(line) as { readonly key?: unknown; readonly request?: unknown }
    if (typeof request !== 'object' || request === null)
      throw refused(`Line ${index + 1} of ${name} is not a valid JSON object with a request.`)
    return { key: String(key), request }
  })
}

function parsed(line: string): object {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/** Has one request answered by the same simulation. */
export async function answerOf(
  { request }: BatchLine,
  url: URL,
  headers: Headers,
  dispatch: OperationContext['dispatch'],
): Promise<BatchAnswer> {
  try {
    const response = await dispatch(new Request(url, { method: 'POST', headers, body: JSON.stringify(request) }))
    const body = (await response.json()) as Readonly<Record<string, unknown>>
    if (response.ok) return { isError: false, body }
    const { code, message } = body['error'] as { readonly code: number; readonly message: string }
    return { isError: true, body: { code, message } }
  } catch (error) {
    // A mistake in the test's own rules, a reset or a broken answer: the request ends as one that the API could not answer.
    return { isError: true, body: { code: 13, message: error instanceof Error ? error.message : String(error) } }
  }
}
