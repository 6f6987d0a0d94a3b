import { PacedBody } from './body.ts'

/** What the body of an answer is. */
export type AnswerBody = string | Uint8Array<ArrayBuffer> | PacedBody | null

/** What an answer has besides its body. */
export interface AnswerHead {
  readonly status: number
  readonly statusText: string
  readonly headers: Record<string, string>
}

/** Makes an answer. */
export type Answerer = (body: AnswerBody, head: AnswerHead) => Response

/** The standard answer. */
export const standardAnswer: Answerer = (body, head) =>
  new Response(body instanceof PacedBody ? body.stream() : body, head)
