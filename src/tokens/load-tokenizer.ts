import { once } from '../once.ts'
import type { TokenizerFamily } from './families.ts'
import type { Tokenizer } from './tokenizer.ts'

const loadFamilies = once(() => import('./families.ts'))

/** The tokenizer of a family; its code and its table are loaded on first need. */
export async function loadTokenizer(family: TokenizerFamily): Promise<Tokenizer> {
  return (await loadFamilies()).loadTokenizer(family)
}
