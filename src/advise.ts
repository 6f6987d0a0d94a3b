import type { Engine, ProviderHost } from './engine.ts'
import type { ApiError } from './errors.ts'
import type { ExchangeRecord } from './exchange.ts'
import { namesOf } from './models.ts'
import { didYouMean } from './nearest.ts'
import type { ProviderCard, ProviderDefinition } from './provider.ts'

/** Models that are listed. */
const MOST_NAMED = 12

interface Advised {
  readonly engine: Engine
  readonly host: ProviderHost
  readonly record: ExchangeRecord
  readonly call: unknown
  /** Said in any case, whatever the environment. */
  readonly mistake?: Error | undefined
}

/** Tells the developer what to do about an error: in the journal, and in development once on the console. Never on the wire. */
export function advise({ engine, host, record, call, mistake }: Advised, error: ApiError): void {
  if (record.note !== undefined) return
  const { title } = host.definition
  record.note = withSwitch(error.hint ?? modelHint(record.request.model, host.definition, engine), error, title)
  if (record.note !== undefined && call && !mistake && isDevelopment())
    engine.warn(`${record.endpoint}: ${record.note}`)
}

function modelHint(
  asked: string,
  { name, title, models: catalog }: ProviderDefinition,
  engine: Engine,
): string | undefined {
  if (asked === '' || catalog.resolve(asked)) return undefined
  const names = catalog.models.flatMap(namesOf)
  const meant = didYouMean(asked, names)
  if (meant !== undefined) return `${title} has no model "${asked}" here. ${meant}`
  const isListed = (card: ProviderCard) => card.models.models.some((one) => namesOf(one).includes(asked))
  const others = engine.cards().filter((card) => card.name !== name && isListed(card))
  const elsewhere =
    others.length === 0
      ? ''
      : `It is a model of ${others
          .slice(0, 3)
          .map((card) => card.title)
          .join(', ')}: was the request meant to go there? `
  const ids = catalog.models.map(({ id }) => id)
  const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : ''
  return `${title} has no model "${asked}" here. ${elsewhere}${title} has: ${ids.slice(0, MOST_NAMED).join(', ')}${more}.`
}

/** The hint with the option that has the request taken as it is, where it was refused by a check that can be left out. */
function withSwitch(hint: string | undefined, { details }: ApiError, title: string): string | undefined {
  const check = details['check']
  if (check === undefined) return hint
  return `${hint ?? `Refused as ${title} refuses it.`} To have such requests answered all the same: validation: { ${String(check)}: false }.`
}

declare const process: { readonly env: { readonly NODE_ENV?: string } }

/** Whether `NODE_ENV` is `development`; bundlers write its value in place of the expression, and browsers have none. */
function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV === 'development'
  } catch {
    return false
  }
}
