import { answerLines } from '../../../src/batch.ts'
import type { OperationContext } from '../../../src/provider.ts'
import { drawId, HEX } from '../../../src/ids.ts'
import type { Batch, BatchAnswer, BatchLine } from './batch.ts'

/** Answers every line by the same simulation, as exchanges of their own; never rejects. */
export async function runLines(
  batch: Batch,
  url: URL,
  headers: Headers,
  dispatch: OperationContext['dispatch'],
): Promise<void> {
  await answerLines(
    batch.lines,
    (line, index) => answer(line, url, headers, dispatch, drawId(batch.seed, `request ${index}`, 32, HEX)),
    () => batch.cancelledAtMs !== undefined,
  )
}

async function answer(
  line: BatchLine,
  url: URL,
  headers: Headers,
  dispatch: OperationContext['dispatch'],
  requestId: string,
): Promise<BatchAnswer> {
  try {
    const response = await dispatch(new Request(url, { method: 'POST', headers, body: JSON.stringify(line.body) }))
    const text = await response.text()
    const given = response.headers.get('x-request-id')?.replace(/^req_/, '')
    return { status: response.status, requestId: given ?? requestId, body: bodyOf(text) }
  } catch (error) {
    // A mistake in the test's own rules, or a reset: the line fails as one that the API could not answer.
    const message = error instanceof Error ? error.message : String(error)
    return {
      status: 500,
      requestId,
      body: { error: { message, type: 'server_error', param: null, code: null } },
    }
  }
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
