import type { ContentPart } from '../../../src/completion.ts'
import type { PanelExchange } from './panel-simulation.ts'
import { requestHeaders, withoutKey } from './request-without-keys.ts'

/**
 * A Vitest test that scripts this exchange's answer and sends its request again, for a file beside the one that exports `llm`. Keys are
 * left out.
 */
export function testOf(exchange: PanelExchange): string {
  const { prompt, operation, error, text, toolCalls, method } = exchange
  const name = prompt === '' ? operation : prompt.replaceAll(/\s+/g, ' ').slice(0, 60)
  const checks = error
    ? [`expect(llm.last?.error?.kind).toBe(${quote(error.kind)})`]
    : [
        ...(text === '' ? [] : [`expect(llm.last?.text).toBe(${quote(text)})`]),
        ...(toolCalls.length === 0
          ? []
          : [
              `expect(llm.last?.toolCalls.map(({ name }) => name)).toEqual(${json(toolCalls.map(({ name }) => name))})`,
            ]),
      ]
  const lines = [scriptOf(exchange), ...(method === '' ? [] : requestOf(exchange)), ...checks]
  return `import { expect, test } from 'vitest'
import { llm } from './vitest.setup.ts'

test(${quote(name)}, async () => {
${lines.flatMap((line) => line.split('\n').map((one) => `  ${one}`)).join('\n')}
})
`
}

function scriptOf({ provider, prompt, error, toolCalls, text, outcome }: PanelExchange): string {
  if (error) return `llm.provider(${quote(provider)}).failNext(1, ${quote(error.kind)})`
  const when = `llm.when(${prompt === '' ? '{}' : quote(prompt)})`
  if (toolCalls.length > 0 && text === '') {
    const calls = toolCalls.map((call) => `.callTool(${quote(call.name)}, ${argumentsOf(call.arguments)})`)
    return when + calls.join('\n  ')
  }
  if (toolCalls.length === 0) return `${when}.reply(${quote(text)})`
  const { content } = outcome as { readonly content: readonly ContentPart[] }
  const parts = content.flatMap((part) => {
    if (part.type === 'text') return [`{ type: 'text', text: ${quote(part.text)} }`]
    if (part.type !== 'tool-call') return []
    return [`{ type: 'tool-call', name: ${quote(part.name)}, arguments: ${argumentsOf(part.arguments)} }`]
  })
  return `${when}.reply([\n  ${parts.join(',\n  ')},\n])`
}

function requestOf({ url, method, headers, body }: PanelExchange): string[] {
  const rest = body === undefined ? '' : `\n  body: JSON.stringify(${indented(json(body, 2))}),`
  return [
    '// Replace this request by what your app does.',
    `const response = await fetch(${quote(withoutKey(url))}, {\n  method: ${quote(method)},\n  headers: ${json(requestHeaders(headers))},${rest}\n})`,
    'await response.text()',
  ]
}

function argumentsOf(text: string): string {
  try {
    return json(JSON.parse(text))
  } catch {
    return '{}'
  }
}

const json = (value: unknown, space?: number) => JSON.stringify(value, undefined, space)
const indented = (text: string) => text.replaceAll('\n', '\n  ')

/** A string in single quotes. */
function quote(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1)
  return `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
