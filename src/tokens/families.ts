import { alone, type Alone } from './alone.ts'
import { loadEncoding, type EncodingName } from './encoding.ts'
import { scaled } from './scaled.ts'
import type { Tokenizer } from './tokenizer.ts'

/** How the tokens of a family of models are counted. */
export interface FamilyRule {
  /** The encoding itself for an exact family, else the base of the calibrated rule. */
  readonly encoding: EncodingName
  /** What stands alone in the family and not in the encoding. */
  readonly alone?: Alone
  /** Tokens of the family per token of the encoding; absent when the encoding is the family's own. */
  readonly factor?: number
  /** Tokens of a reply besides its text, such as the end of the turn; whoever bills a message adds them. Default 0. */
  readonly constant?: number
}

/**
 * Every family, exact or calibrated.
 *
 * Calibrated against the recorded answers of the real APIs that have at least 5 tokens and were ended by the model itself.
 * The README has each family's error, over all and with every answer held back from the fit in turn.
 */
export const tokenizerFamilies = {
  /** GPT-4o and later, gpt-oss. */
  o200k: { encoding: 'o200k_base' },
  /** GPT-4, GPT-3.5 Turbo, text-embedding-3. */
  cl100k: { encoding: 'cl100k_base' },
  /** text-davinci-002 and -003. */
  p50k: { encoding: 'p50k_base' },
  /** Claude 3 to Opus and Sonnet 4.6, Haiku 4.5. */
  claude: { encoding: 'o200k_base', factor: 1.055, constant: 3 },
  /** Opus 4.7 and later, Sonnet 5. One answer here; 7 of a larger set, streams included, gave 3.8 %. */
  'claude-new': { encoding: 'o200k_base', factor: 1.415, constant: 3 },
  /** Gemini 1.5 to 3, Gemma 3. */
  gemini: { encoding: 'o200k_base', alone: 'digits-and-breaks', factor: 1 },
  /** Llama 3 and 4, whose vocabulary holds cl100k's. */
  llama: { encoding: 'cl100k_base', factor: 1, constant: 1 },
  /** Mistral since 2024 (Tekken). */
  mistral: { encoding: 'cl100k_base', alone: 'digits', factor: 1.01, constant: 1 },
  /** Mistral 7B and Mixtral. */
  'mistral-7b': { encoding: 'cl100k_base', factor: 1.2 },
  /** Command R to A+. */
  command: { encoding: 'o200k_base', alone: 'digits', factor: 1 },
  /** Grok 4. */
  grok: { encoding: 'o200k_base', factor: 0.98 },
  /** DeepSeek V3 and V4. */
  deepseek: { encoding: 'cl100k_base', factor: 1.01 },
  /** Nova 1 and 2. */
  nova: { encoding: 'cl100k_base', factor: 0.98, constant: 3 },
  /** Qwen 2.5 to 3.6, mostly with visible reasoning. */
  qwen: { encoding: 'cl100k_base', alone: 'digits', factor: 1.01, constant: 3 },
  /** Kimi K2. One answer only, 11 tokens for 12: not calibrated. */
  kimi: { encoding: 'o200k_base', factor: 1 },
  /** GLM 4.6 to 5, with visible reasoning. */
  glm: { encoding: 'cl100k_base', factor: 1.01, constant: 1 },
} as const satisfies Readonly<Record<string, FamilyRule>>

/** A family of models that share a tokenizer. */
export type TokenizerFamily = keyof typeof tokenizerFamilies

const loading = new Map<TokenizerFamily, Promise<Tokenizer>>()

/**
 * The tokenizer of a family, made once per process. Its `name` is the family's, or the encoding's where it is exact.
 * @throws {RangeError} for an unknown family.
 */
export function loadTokenizer(family: TokenizerFamily): Promise<Tokenizer> {
  const known = loading.get(family)
  if (known !== undefined) return known
  const tokenizer = createFamilyTokenizer(family)
  loading.set(family, tokenizer)
  // A chunk that could not be fetched may be there next time.
  tokenizer.catch(() => loading.delete(family))
  return tokenizer
}

async function createFamilyTokenizer(family: TokenizerFamily): Promise<Tokenizer> {
  if (!Object.hasOwn(tokenizerFamilies, family)) {
    throw new RangeError(`No tokenizer family "${family}". Known: ${Object.keys(tokenizerFamilies).join(', ')}.`)
  }
  const { encoding, alone: what, factor, constant }: FamilyRule = tokenizerFamilies[family]
  const base = await loadEncoding(encoding)
  if (factor === undefined) return base
  return scaled(what === undefined ? base : alone(base, what), {
    name: family,
    factor,
    ...(constant === undefined ? {} : { constant }),
  })
}
