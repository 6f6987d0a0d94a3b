import { once } from '../once.ts'
import type { TokenizerFamily } from './families.ts'
import type { Tokenizer } from './tokenizer.ts'

const loadFamilies = once(() => import('./families.ts'))

const loaded = new Map<TokenizerFamily, Tokenizer>()

/** The tokenizer of a family; its code and its table are loaded on first need. */
export function loadTokenizer(family: TokenizerFamily): Tokenizer | Promise<Tokenizer> {
  return loaded.get(family) ?? loadFirst(family)
}

async function loadFirst(family: TokenizerFamily): Promise<Tokenizer> {
  const tokenizer = await (await loadFamilies()).loadTokenizer(family)
  loaded.set(family, tokenizer)
  return tokenizer
}
