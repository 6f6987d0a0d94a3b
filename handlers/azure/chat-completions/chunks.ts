import { ALNUM } from '../../../src/ids.ts'
import { createRandom, fork } from '../../../src/random.ts'
import { openaiChunks } from '../../openai/chat-completions/openai-chunks.ts'
import type { ChatChunks, ChatExchange } from '../../openai/chat-completions/profile.ts'
import { streamError } from '../errors.ts'
import { answerFilters, PROMPT_FILTERS } from '../filters.ts'
import { alphabetical } from './encode.ts'

const NOTHING = {}
const FOUND = answerFilters()

/** OpenAI's chunks with filter results, behind one that has no more than those of the prompt (recorded March 2026); `tier` where it is told. */
export function chunks(exchange: ChatExchange, tier?: string): ChatChunks {
  const filtered = (chunk: object, results: object) => filteredChunk(chunk, results, tier)
  const base = openaiChunks(exchange)
  const plain = (chunk: object) => filtered(chunk, NOTHING)
  return {
    ...(base.isVarying ? { isVarying: true } : {}),
    start: () => {
      const first = { choices: [], created: 0, id: '', model: '', object: '', prompt_filter_results: PROMPT_FILTERS }
      return [{ data: JSON.stringify(first) }]
    },
    open: (choice, part) => base.open(choice, part).map(plain),
    text: (choice, part, delta) => filtered(base.text(choice, part, delta), FOUND),
    call: (choice, part, place) => base.call(choice, part, place).map(plain),
    callDelta: (choice, part, place, delta) => plain(base.callDelta!(choice, part, place, delta)),
    finish: (choice, answer, last) =>
      base
        .finish(choice, answer, last)
        .map((chunk) => filtered(chunk, answer.finishReason === 'content-filter' ? answerFilters(true) : FOUND)),
    end: () => base.end().map(plain),
    error: (error) => streamError(error, exchange),
    finishJson: obfuscator(exchange.seed),
  }
}

interface Chunk {
  readonly service_tier?: string
  readonly choices: readonly object[]
}

function filteredChunk(chunk: object, results: object, tier: string | undefined): object {
  // The layout of OpenAI's own chunks.
  const { service_tier: _tier, choices, ...rest } = chunk as Chunk
  const withResults = choices.map((choice) => ({ logprobs: null, ...choice, content_filter_results: results }))
  // Sorted keys give plain objects again.
  return alphabetical({ ...rest, ...(tier ? { service_tier: tier } : {}), choices: withResults }) as object
}

const BYTES = new TextEncoder()
const PLACE = ',"object":"chat.completion.chunk"'

/** Padding as OpenAI's, but counted before the filters' results were added, and in its alphabetical place (recorded, 7 of 7). */
function obfuscator(seed: number): (json: string) => string {
  const random = createRandom(fork(seed, 'obfuscation'))
  return (json) => {
    const at = json.lastIndexOf(PLACE)
    if (at < 0) return json
    const bare = json.replace(/"content_filter_results":\{(?:[^{}]|\{[^{}]*\})*\},/, '')
    let padding = ''
    for (let left = (16 - (BYTES.encode(bare).length % 16)) % 16; left > 0; left--)
      padding += ALNUM[Math.floor(random.next() * ALNUM.length)]!
    return `${json.slice(0, at)},"obfuscation":"${padding}"${json.slice(at)}`
  }
}
