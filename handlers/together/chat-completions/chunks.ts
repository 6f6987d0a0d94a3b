import { choicesOf, type ContentPart } from '../../../src/completion.ts'
import { createRandom, fork } from '../../../src/random.ts'
import { FINISH_REASON } from '../../compatible/answer.ts'
import { errorBody } from '../../compatible/wording.ts'
import type { ChatChunks, ChatExchange } from '../../openai/chat-completions/profile.ts'
import { wording } from '../errors.ts'
import { choiceSeed } from '../ids.ts'
import { closing, envelope, wireCall, wireUsage } from './encode.ts'

/** Tokens of the vocabulary that ids are drawn from, and the one that ends a turn (recorded with Llama 3.3). */
const VOCABULARY = 128_000
const END_OF_TURN = 128_009
/** Stands where each chunk gets an id of its own. */
const ANY_TOKEN = -1

/** Together's chunks (recording of August 2026): the role in every delta, the text twice, usage in the last one. */
export function chunks(exchange: ChatExchange): ChatChunks {
  const { id, created, model, isInline } = envelope(exchange)
  const chunk = (choice: object, usage: object | null = null) => ({
    id,
    object: 'chat.completion.chunk',
    created,
    choices: [choice],
    model,
    usage,
  })
  const said = (index: number, text: string, delta: object, token = ANY_TOKEN) => ({
    index,
    text,
    logprobs: null,
    finish_reason: null,
    seed: null,
    delta: { token_id: token, role: 'assistant', ...delta },
  })
  const spoken = (index: number, text: string) => chunk(said(index, text, { content: text }))
  const isThought = (part: ContentPart | undefined) => part?.type === 'reasoning' && isInline

  return {
    open: (choice, part) => (isThought(part) ? [spoken(choice, '<think>\n')] : []),
    text: (choice, part, delta) =>
      part.type === 'reasoning' && !isInline
        ? chunk(said(choice, '', { content: '', reasoning: delta }))
        : spoken(choice, delta),
    close(choice, part) {
      const end = isThought(part) ? closing(choicesOf(exchange.outcome)[choice]!) : ''
      return end === '' ? [] : [spoken(choice, end)]
    },
    call: (choice, part, { index }) => [
      chunk(said(choice, '', { content: '', tool_calls: [wireCall({ ...part, arguments: '' }, index)] })),
    ],
    callDelta: (choice, _, { index }, delta) =>
      chunk(said(choice, '', { content: '', tool_calls: [{ index, function: { arguments: delta } }] })),
    finish: (index, { finishReason }) => [
      chunk(
        {
          ...said(index, '', { content: '' }, END_OF_TURN),
          finish_reason: FINISH_REASON[finishReason],
          seed: choiceSeed(exchange.seed, index),
        },
        wireUsage(exchange.usage),
      ),
    ],
    end: () => [],
    // The wording gives objects only.
    error: (error) => errorBody(wording, error, exchange) as object,
    finishJson: tokenIds(exchange.seed),
  }
}

/** Puts a drawn id where a chunk says that it has a token. */
function tokenIds(seed: number): (json: string) => string {
  const random = createRandom(fork(seed, 'tokens'))
  return (json) => json.replace(`"token_id":${ANY_TOKEN}`, () => `"token_id":${random.integer(1, VOCABULARY)}`)
}
