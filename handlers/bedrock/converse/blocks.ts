import type {
  Citation,
  ContentPart,
  ReasoningPart,
  ServerToolPart,
  TextPart,
  ToolCallPart,
} from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import { drawBase64 } from '../../anthropic/ids.ts'
import { isRedacted, signatureOf } from '../../anthropic/messages/blocks.ts'
import { traitsOf } from '../models.ts'

/** What a toolUse says of its kind: answers of Claude in 2026, and of models that use tools of their own (recorded). */
export function toolType(exchange: ChatExchange): { readonly type?: 'tool_use' } {
  const { model } = exchange.model!
  return traitsOf(model).family === 'claude' && (model.released ?? '9') >= '2025-09' ? { type: 'tool_use' } : {}
}

/** A tool call without its input. */
export function toolStart(exchange: ChatExchange, { name, id }: ToolCallPart) {
  return { name, toolUseId: id, ...toolType(exchange) }
}

/** Arguments that the token limit cut off are no JSON; an empty object then stands for them. */
export function parsedInput(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    return {}
  }
}

/** The opaque payload of reasoning that is withheld; undefined where its text is shown. */
export function redactedOf(exchange: ChatExchange, part: ReasoningPart, index: number): string | undefined {
  if (!signs(exchange) || !isRedacted(exchange, part)) return undefined
  return drawBase64(exchange.seed, `redacted ${index}`, 200 + part.text.length)
}

/** The proof that reasoning is the model's own; only Claude has one. */
export function proofOf(exchange: ChatExchange, part: ReasoningPart, index: number): string | undefined {
  return signs(exchange) ? signatureOf(exchange, part, index) : undefined
}

function signs({ model }: ChatExchange): boolean {
  return traitsOf(model!.model).family === 'claude'
}

/** Whether a part has a block of its own. */
export function isBlock(part: ContentPart): boolean {
  if (part.type === 'text' || part.type === 'refusal') return part.text !== ''
  return part.type !== 'image-output'
}

/** A text that is cited, as a block (recorded: documents by characters). */
export function citationsOf({ text, citations = [] }: TextPart) {
  return { citations: citations.map((one) => citationOf(one)), content: [{ text }] }
}

/** One citation. */
export function citationOf({ url, title, citedText, start = 0, end = 0 }: Citation) {
  return {
    location:
      url === undefined ? { documentChar: { documentIndex: 0, end, start } } : { web: { domain: hostOf(url), url } },
    ...(citedText === undefined ? {} : { sourceContent: [{ text: citedText }] }),
    ...(title === undefined ? {} : { title }),
  }
}

function hostOf(url: string): string {
  return /^[a-z]+:\/\/([^/]+)/i.exec(url)?.[1] ?? url
}

/** A tool that the vendor ran, and its result: two blocks (recorded: `nova_code_interpreter`). */
export function serverToolBlocks({ id, name, arguments: json, result, isError }: ServerToolPart) {
  const status = isError ? 'error' : 'success'
  return {
    use: { input: parsedInput(json), name, toolUseId: id, type: 'server_tool_use' },
    result: { content: resultContent(result), status, toolUseId: id, type: `${name}_result` },
  }
}

/** What a tool gave, as content. */
export function resultContent(result: unknown): readonly object[] {
  if (typeof result === 'string') return [{ text: result }]
  return result === undefined ? [] : [{ json: result }]
}
