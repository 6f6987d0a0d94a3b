import type { ReasoningPart, Source, TextPart, ToolCallPart } from './completion.ts'

/** An image of the prompt. */
export interface ImagePart {
  readonly type: 'image'
  /** Where the bytes are: an address, or a `data:` URL, or a provider's file id. */
  readonly url?: string
  readonly fileId?: string
  readonly mediaType?: string
  /** Pixels, where the bytes tell; undefined for images that are only referred to. */
  readonly widthPx?: number
  readonly heightPx?: number
  readonly detail?: 'auto' | 'low' | 'high' | 'original'
}

/** Sound, a document or any other file of the prompt. */
export interface FilePart {
  readonly type: 'audio' | 'document'
  readonly mediaType?: string
  readonly name?: string
  /** Text of the document, where it has any. */
  readonly text?: string
  /** Size of the data. */
  readonly bytes?: number
}

/** What the caller's tool gave back. */
export interface ToolResultPart {
  readonly type: 'tool-result'
  readonly toolCallId: string
  readonly name?: string
  readonly content: readonly InputPart[]
  readonly isError?: boolean
}

/** A piece of a message in a prompt. */
export type InputPart = TextPart | ImagePart | FilePart | ToolCallPart | ToolResultPart | ReasoningPart

/** A message of a prompt, whatever API it came by. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly content: readonly InputPart[]
  readonly name?: string
}

/** A JSON schema as users send it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** A tool that the caller offers. */
export interface ToolDefinition {
  readonly name: string
  readonly description?: string
  /** Schema of the arguments; undefined for free-text (custom) tools. */
  readonly parameters?: JsonSchema
  readonly strict?: boolean
  readonly kind?: 'function' | 'custom'
  /** The grammar of a custom tool's text. */
  readonly grammar?: string
}

/** A tool that the provider runs itself, as a request offers it. */
export interface ServerToolOffer {
  readonly kind: 'web-search' | 'web-fetch' | 'code-execution' | 'file-search' | 'maps'
  /** The provider's name of it, which the parts of the answer carry. */
  readonly name: string
  /** Where a search may look: names of hosts. Default: everywhere. */
  readonly domains?: readonly string[]
  /** Whether it must be used, whatever the question is. Default: false. */
  readonly isForced?: boolean
}

/** A picture that an answer is to hold. */
export interface PictureOrder {
  readonly mediaType: 'image/png' | 'image/jpeg'
  readonly widthPx: number
  readonly heightPx: number
}

/** Which tools the model may or must call. */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string }

/** The form that the answer must have. */
export type ResponseFormat =
  | { readonly type: 'text' }
  | { readonly type: 'json' }
  | {
      readonly type: 'json-schema'
      readonly schema: JsonSchema
      readonly name?: string
      readonly description?: string
      readonly strict?: boolean
    }

export type ReasoningEffort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max'

/** What every operation's request has. `wire` is the body as it came, for the dialect that parsed it. */
export interface OperationRequest<W = unknown> {
  /** What is asked for: `chat`, `models`, `count-tokens`, … */
  readonly operation: string
  /** The model as asked for; empty where the operation has none. */
  readonly model: string
  readonly stream: boolean
  readonly wire: W
}

/** A request for an answer, in engine terms. */
export interface CompletionRequest<W = unknown> extends OperationRequest<W> {
  readonly operation: 'chat'
  readonly messages: readonly Message[]
  readonly tools: readonly ToolDefinition[]
  /** Tools that the provider runs; the model uses one of itself where the question calls for it. */
  readonly serverTools?: readonly ServerToolOffer[]
  /** Documents of the request that the answer rests on and cites; the model quotes those that have text. */
  readonly citable?: readonly Source[]
  /** What a model that draws is to draw. */
  readonly picture?: PictureOrder
  readonly toolChoice: ToolChoice
  readonly parallelToolCalls: boolean
  readonly responseFormat: ResponseFormat
  /** Upper bound of output tokens, reasoning included; undefined: the model's own. */
  readonly maxTokens?: number
  readonly stopSequences: readonly string[]
  /** How many answers; 1 unless asked. */
  readonly n: number
  readonly temperature?: number
  /** Undefined: no reasoning. */
  readonly reasoning?: { readonly effort?: ReasoningEffort; readonly budgetTokens?: number; readonly visible: boolean }
  readonly logprobs?: { readonly top: number }
}

/** Parts from content as most APIs take it: none, plain text, or parts of the API's own. */
export function partsOf<Part>(
  content: string | readonly Part[] | null | undefined,
  partOf: (part: Part) => InputPart | readonly InputPart[],
): readonly InputPart[] {
  if (content === undefined || content === null) return []
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content.flatMap(partOf)
}

/** The text of a message or a list of parts, images and files left out. */
export function inputText(parts: readonly InputPart[]): string {
  return parts.map((part) => ('text' in part && part.type !== 'reasoning' ? (part.text ?? '') : '')).join('')
}

/** The last user text of a conversation; empty where there is none. What `llm.when('…')` matches. */
export function promptOf({ messages }: Pick<CompletionRequest, 'messages'>): string {
  for (let index = messages.length - 1; index >= 0; index--) {
    const { role, content } = messages[index]!
    const text = role === 'user' ? inputText(content) : ''
    if (text !== '') return text
  }
  return ''
}

/** All system text of a conversation. */
export function systemOf(request: Pick<CompletionRequest, 'messages'>): string {
  const system = request.messages.filter((one) => one.role === 'system')
  return system.map((one) => inputText(one.content)).join('\n')
}
