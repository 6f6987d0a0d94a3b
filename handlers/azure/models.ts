import { createCatalog, type ModelCatalog, type ResolvedModel } from '../../src/models.ts'
import { catalog as openai } from '../openai/models.ts'
import { catalog as xai } from '../xai/models.ts'

/** What answers behind a deployment whose name tells nothing. */
const DEFAULT_MODEL = 'gpt-4.1-mini'

/** Names that say themselves that no such deployment exists: what tests of the 404 use. */
const NOWHERE =
  /no[-_.]?such|non[-_.]?exist|not[-_.]?(found|exist|deployed)|does[-_.]?not|unknown|missing|invalid|bogus/i

const NAME = /^[\w.-]{2,64}$/

/**
 * Deployments are named by who makes them. A model's name within the deployment's decides (`team-gpt-4o-mini-eu`, `gpt-35-turbo`);
 * any other name answers as gpt-4.1-mini, but for those that are malformed or say that they do not exist.
 */
function deployed(name: string, catalog: ModelCatalog): ResolvedModel | undefined {
  const known = openai.resolve(name) ?? xai.resolve(name)
  if (known) return known
  if (!NAME.test(name) || NOWHERE.test(name)) return undefined
  const plain = name.toLowerCase().replaceAll('gpt-35', 'gpt-3.5').replaceAll('_', '-')
  const within = NAMES.find((id) => plain.includes(id))
  return catalog.resolve(within ?? DEFAULT_MODEL)
}

/** Every model's names, the longest first. */
const NAMES = openai.models
  .flatMap(({ id, snapshots = [] }) => [id, ...snapshots])
  .toSorted((a, b) => b.length - a.length)

/** OpenAI's and xAI's models behind deployments; prices are those of global standard deployments, which equal OpenAI's. */
export const catalog = createCatalog([...openai.models, ...xai.models], deployed)
