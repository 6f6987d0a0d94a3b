import type { Exchange } from '../../src/exchange.ts'
import type { InputPart } from '../../src/request.ts'
import type { UiChunk } from './chunk.ts'
import { toolResult } from './conversation.ts'
import type { UiTool } from './options.ts'

/** What came of the tools that one step called. */
export interface RanTools {
  readonly chunks: readonly UiChunk[]
  readonly results: readonly InputPart[]
  /** Whether the model has all that it asked for, so that it can go on. */
  readonly isComplete: boolean
}

/** Runs the tools that the route runs itself, at the same time. */
export async function runTools({ toolCalls }: Exchange, tools: Readonly<Record<string, UiTool>>): Promise<RanTools> {
  const outcomes = await Promise.all(
    toolCalls.map(async ({ id: toolCallId, name, arguments: text }) => {
      const tool = Object.hasOwn(tools, name) ? tools[name] : undefined
      const input = parse(text)
      if (!tool?.execute || !input) return undefined
      try {
        const output = (await tool.execute(input.value, { toolCallId })) ?? null
        const chunk: UiChunk = { type: 'tool-output-available', toolCallId, output }
        return { chunk, result: toolResult(toolCallId, name, output, false) }
      } catch (error) {
        const errorText = error instanceof Error ? error.message : String(error)
        const chunk: UiChunk = { type: 'tool-output-error', toolCallId, errorText }
        return { chunk, result: toolResult(toolCallId, name, errorText, true) }
      }
    }),
  )
  const ran = outcomes.filter((outcome) => outcome !== undefined)
  return {
    chunks: ran.map(({ chunk }) => chunk),
    results: ran.map(({ result }) => result),
    isComplete: ran.length > 0 && ran.length === toolCalls.length,
  }
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: text === '' ? {} : JSON.parse(text) }
  } catch {
    return undefined
  }
}
