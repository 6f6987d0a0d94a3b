import type { Framing } from './framing.ts'

/** One JSON array whose elements arrive one by one, as Google streams without `alt=sse`. */
export const jsonArray: Framing = {
  contentType: 'application/json; charset=UTF-8',
  frame: ({ data }, index) => `${index === 0 ? '[' : ',\r\n'}${data}`,
  close: ']',
}
