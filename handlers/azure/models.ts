import { createCatalog, type ModelCatalog, type ResolvedModel } from '../../src/models.ts'
import { catalog as openai } from '../openai/models.ts'
import { catalog as xai } from '../xai/models.ts'
import { cohereEmbeddings } from './cohere-rows.ts'

/** What answers behind a deployment whose name tells nothing. */
const DEFAULT_MODEL = 'gpt-4.1-mini'

const NAME = /^[\w.-]{2,64}$/

/**
 * Deployments are named by who makes them, and only their makers know which exist. A model's name within the deployment's decides
 * (`team-gpt-4o-mini-eu`, `gpt4o`, `gpt-35-turbo`); any other name answers as gpt-4.1-mini, but for those that are malformed or say that they do not exist.
 */
function deployed(name: string, catalog: ModelCatalog): ResolvedModel | undefined {
  const known = openai.resolve(name) ?? xai.resolve(name)
  if (known) return known
  if (!NAME.test(name) || NOWHERE.test(name)) return undefined
  return catalog.resolve(modelWithin(name) ?? DEFAULT_MODEL)
}

/** The model whose name is within a deployment's; undefined where it tells nothing. */
export function modelWithin(name: string): string | undefined {
  const plain = name.toLowerCase().replaceAll(/gpt-?35/g, 'gpt-3.5')
  return NAMES.find(({ pattern }) => pattern.test(plain))?.id
}

/** Names that say themselves that no such deployment exists: what tests of the 404 use. */
export const NOWHERE =
  /no[-_.]?such|non[-_.]?exist|not[-_.]?(found|exist|deployed)|does[-_.]?not|unknown|missing|invalid|bogus/i

/** Every model's names, the longest first, whatever stands between their words; those of two letters are whole words. */
const NAMES = [...openai.models, ...cohereEmbeddings]
  .flatMap(({ id, snapshots = [] }) => [id, ...snapshots])
  .toSorted((a, b) => b.length - a.length)
  .map((id) => ({
    id,
    pattern: new RegExp(`${/^o\d/.test(id) ? '(?<![a-z0-9])' : ''}${id.toLowerCase().replaceAll(/[-.]/g, '[-_.]?')}`),
  }))

/** OpenAI's, xAI's and Cohere's models behind deployments; prices are those of global standard deployments, which equal their makers'. */
export const catalog = createCatalog(
  [...openai.models, ...xai.models.filter((model) => model.capabilities.includes('chat')), ...cohereEmbeddings],
  deployed,
)
