import type { Exchange } from '../../src/exchange.ts'
import type { ChatExchange } from '../openai/chat-completions/profile.ts'
import type { GatewayCall } from './call.ts'

/** An error as a gateway words it before its envelope. */
export interface GatewayWords {
  readonly status: number
  readonly message: string
  readonly type: string
  readonly code: string | null
  readonly param?: string | null
  readonly details?: object
}

/** How one gateway product shows itself; what is left out is as OpenAI has it. */
export interface Face {
  /** Headers of every answer; `exchange` is the one that gave it. */
  headers(call: GatewayCall, exchange: Exchange | undefined, atMs: number): Readonly<Record<string, string>>
  /** The id of an answer. */
  id?(exchange: ChatExchange): string
  /** The model's name in answers. */
  model?(exchange: ChatExchange): string
  /** Members of bodies and chunks. */
  members?(exchange: ChatExchange, call: GatewayCall): object
  /** Members of the whole message, and of a stream's last delta. */
  message?(exchange: ChatExchange, call: GatewayCall): object
  /** Members of `usage`. */
  usage?(exchange: ChatExchange): object
  /** Whether a stream tells its usage unasked. */
  readonly alwaysUsage?: boolean
  /** The body of an error; `provider` is who said it, where it is not the gateway's own. */
  error?(words: GatewayWords, call: GatewayCall | undefined, provider: string | undefined): object
  /** Words of the gateway's own failures, where the product has others. */
  words?(words: GatewayWords, call: GatewayCall): GatewayWords
}
