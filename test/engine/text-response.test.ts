import { inspect } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { standardAnswer, type AnswerHead } from '../../src/answer-with.ts'
import { fetchAnswer } from '../../src/text-response.ts'

const TEXT = '{"said": "Ça va, 🐳?"}'
const HEAD: AnswerHead = {
  status: 201,
  statusText: 'Created',
  headers: { 'x-request-id': 'req_1', Date: 'Tue, 24 Nov 2026 00:00:00 GMT' },
  contentType: 'application/json',
}

/** Ours and Node's, of the same answer. */
const both = (text = TEXT, head = HEAD): readonly [ours: Response, nodes: Response] => [
  fetchAnswer(text, head),
  standardAnswer(text, head),
]
const settled = async (doing: () => unknown) => {
  try {
    return { value: await doing() }
  } catch (error) {
    return { name: (error as Error).name, message: (error as Error).message }
  }
}
const GETTERS = ['type', 'url', 'redirected', 'status', 'statusText', 'ok', 'bodyUsed'] as const
const READERS = ['text', 'json', 'arrayBuffer', 'blob', 'formData'] as const

test('a call of fetch gets the response whose text is at hand, a Request and middleware get the standard one', async () => {
  const llm = createSimulation()
  const url = 'https://api.openai.com/v1/models'
  const init = { headers: { authorization: 'Bearer key' } }
  const isStandard = (response: Response) => Reflect.ownKeys(response).length === Reflect.ownKeys(new Response()).length
  // Node 20 keeps the state of its own in symbols of the object.
  if (isStandard(new Response()) && Reflect.ownKeys(new Response()).length > 0) {
    expect(isStandard(await llm.fetch(url, init))).toBe(false)
    expect(isStandard(await llm.fetch(new Request(url, init)))).toBe(true)
    llm.use({ response: (response) => response })
    expect(isStandard(await llm.fetch(url, init))).toBe(true)
  }
})

describe('a response whose text is at hand', () => {
  test('is a Response in every way that can be asked', () => {
    const [ours, nodes] = both()
    expect(ours).toBeInstanceOf(Response)
    expect(ours.constructor).toBe(Response)
    expect(Object.prototype.toString.call(ours)).toBe('[object Response]')
    const members = (response: Response) => {
      const names: string[] = []
      for (const name in response) names.push(name)
      return names.toSorted()
    }
    expect(members(ours)).toEqual(members(nodes))
    expect({ ...ours }).toEqual({})
    for (const key of Reflect.ownKeys(Response.prototype)) expect(key in ours, String(key)).toBe(true)
    expect(inspect(ours)).toBe(inspect(nodes))
  })

  test.each(GETTERS)('has the same %s', (name) => {
    for (const status of [200, 299, 301, 404, 599]) {
      const [ours, nodes] = both(TEXT, { ...HEAD, status })
      expect(ours[name]).toBe(nodes[name])
    }
  })

  test('has the same headers, which can be changed', () => {
    const [ours, nodes] = both()
    expect([...ours.headers]).toEqual([...nodes.headers])
    ours.headers.set('x-own', '1')
    expect(ours.headers.get('x-own')).toBe('1')
    const { contentType: _, ...untyped } = HEAD
    const [bare, standard] = both(TEXT, untyped)
    expect([...bare.headers]).toEqual([...standard.headers])
  })

  test.each(READERS)('is read once by %s, as the standard one is', async (reader) => {
    const [ours, nodes] = both()
    const [said, meant] = [settled(() => ours[reader]()), settled(() => nodes[reader]())]
    expect(ours.bodyUsed).toBe(true)
    expect(await said).toEqual(await meant)
    for (const again of READERS) expect(await settled(() => ours[again]())).toEqual(await settled(() => nodes[again]()))
    expect(await settled(() => ours.clone())).toEqual(await settled(() => nodes.clone()))
    expect(ours.bodyUsed).toBe(true)
  })

  test.each(['', '{', '[1', 'text', '\uFEFF{}', '"\uD800"', 'null'])(
    'reads %j as the standard one does',
    async (text) => {
      for (const reader of ['text', 'json'] as const) {
        const [ours, nodes] = both(text)
        expect(await settled(() => ours[reader]())).toEqual(await settled(() => nodes[reader]()))
      }
    },
  )

  test.each([199, 204, 205, 304, 600])('status %d is what the standard says of it', (status) => {
    const made = (answer: typeof fetchAnswer) => {
      try {
        return answer(TEXT, { ...HEAD, status }).status
      } catch (error) {
        return (error as Error).message
      }
    }
    expect(made(fetchAnswer)).toBe(made(standardAnswer))
  })

  test('headers that no response can have are refused when it is made', () => {
    expect(() => fetchAnswer(TEXT, { ...HEAD, headers: { 'x-emoji': '🐳' } })).toThrow(TypeError)
  })

  test('its body is a stream, which another response can take', async () => {
    const [ours] = both()
    expect(ours.body).toBe(ours.body)
    expect(ours.bodyUsed).toBe(false)
    const reader = ours.body!.getReader()
    const { value } = await reader.read()
    expect(new TextDecoder().decode(value)).toBe(TEXT)
    expect(ours.bodyUsed).toBe(true)
    await expect(ours.text()).rejects.toThrow(TypeError)
    const [other] = both()
    const taken = new Response(other.body, other)
    expect([taken.status, taken.headers.get('x-request-id'), await taken.json()]).toEqual([
      201,
      'req_1',
      JSON.parse(TEXT),
    ])
  })

  test('clones are read apart, before and after the body was asked for', async () => {
    const [ours] = both()
    const first = ours.clone()
    first.headers.set('x-request-id', 'req_2')
    expect(ours.body).toBeInstanceOf(ReadableStream)
    const second = ours.clone()
    expect(await Promise.all([ours, first, second].map((one) => one.text()))).toEqual([TEXT, TEXT, TEXT])
    expect([ours, first, second].map(({ headers }) => headers.get('x-request-id'))).toEqual(['req_1', 'req_2', 'req_1'])
    expect(() => ours.clone()).toThrow(TypeError)
  })

  describe('where the global Response is another', () => {
    const nodes = globalThis.Response
    afterEach(() => {
      globalThis.Response = nodes
    })

    test('is an instance of it', async () => {
      class Foreign {
        readonly body: string

        constructor(body: string) {
          this.body = body
        }
      }
      globalThis.Response = Foreign as never
      expect(fetchAnswer(TEXT, HEAD)).toBeInstanceOf(Foreign)
      globalThis.Response = class extends nodes {}
      expect(fetchAnswer(TEXT, HEAD)).toBeInstanceOf(globalThis.Response)
      expect((await fetchAnswer(TEXT, HEAD).blob()).size).toBe(new Blob([TEXT]).size)
      globalThis.Response = nodes
      expect(fetchAnswer(TEXT, HEAD)).toBeInstanceOf(nodes)
      expect(Object.getPrototypeOf(Object.getPrototypeOf(fetchAnswer(TEXT, HEAD)))).toBe(nodes.prototype)
    })
  })
})
