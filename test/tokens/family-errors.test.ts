import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { alone } from '../../src/tokens/alone.ts'
import { loadEncoding } from '../../src/tokens/encoding.ts'
import { tokenizerFamilies, type FamilyRule, type TokenizerFamily } from '../../src/tokens/families.ts'
import { recordingsFolder } from '../wire/recording.ts'
import { recordedAnswers } from './recorded-answers.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const answers = recordedAnswers(recordingsFolder(root))
if (answers.length === 0) console.warn('SKIPPED: no recordings; the errors of calibrated families are not measured.')

/** One answer: what the family's rule counts before its factor, and what the API counted. */
interface Sample {
  readonly base: number
  readonly tokens: number
}

interface Fit {
  readonly factor: number
  readonly constant: number
}

/** Mean absolute error of a fit, as a share of what the API counted. */
function errorOf({ factor, constant }: Fit, samples: readonly Sample[]): number {
  const errors = samples.map(({ base, tokens }) => Math.abs(Math.round(base * factor) + constant - tokens) / tokens)
  return errors.reduce((sum, error) => sum + error, 0) / errors.length
}

const GRID: readonly Fit[] = Array.from({ length: 60 }, (_, step) => (90 + step) / 100).flatMap((factor) =>
  [0, 1, 2, 3].map((constant) => ({ factor, constant })),
)

/** The error over answers of which each in turn was held back from choosing factor and constant. */
function heldOutError(samples: readonly Sample[]): number {
  const errors = samples.map((held) => {
    const others = samples.filter((one) => one !== held)
    const best = GRID.reduce((one, two) => (errorOf(two, others) < errorOf(one, others) ? two : one))
    return errorOf(best, [held])
  })
  return errors.reduce((sum, error) => sum + error, 0) / errors.length
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** How a rule counts, in a table's words. */
function howOf({ encoding, alone, factor, constant }: FamilyRule): string {
  const name = encoding.replace('_base', '')
  const parts = alone === undefined ? '' : alone === 'digits' ? ', digits alone' : ', digits and line breaks alone'
  return `${name}${factor === 1 ? '' : ` × ${factor}`}${constant === undefined ? '' : ` + ${constant}`}${parts}`
}

interface Row {
  readonly family: TokenizerFamily
  readonly samples: readonly Sample[]
  readonly error: number
  readonly tail: string
}

async function rowOf(family: TokenizerFamily): Promise<Row> {
  const rule: FamilyRule = tokenizerFamilies[family]
  const { factor = 1, constant = 0 } = rule
  const encoding = await loadEncoding(rule.encoding)
  const base = rule.alone === undefined ? encoding : alone(encoding, rule.alone)
  const own = answers.filter((answer) => answer.family === family)
  const samples = own.map(({ text, tokens }) => ({ base: base.count(text), tokens }))
  const error = errorOf({ factor, constant }, samples)
  const isFew = samples.length < 5
  const n = `(n = ${samples.length})`
  const errors = isFew ? `not measured ${n} | |` : `${percent(error)} ${n} | ${percent(heldOutError(samples))} |`
  return { family, samples, error, tail: `| ${howOf(rule)} | ${errors}` }
}

const LIMITS: Readonly<Partial<Record<TokenizerFamily, number>>> = { claude: 0.05, gemini: 0.05 }

describe.skipIf(answers.length === 0)('calibrated families', async () => {
  const calibrated = (Object.keys(tokenizerFamilies) as TokenizerFamily[]).filter(
    (family) => 'factor' in tokenizerFamilies[family],
  )
  const rows = answers.length === 0 ? [] : await Promise.all(calibrated.map(rowOf))

  test('count the recorded answers within 5 % (Claude, Gemini) and 8 %, as the README says', () => {
    console.log(rows.map(({ family, tail }) => `${family} ${tail}`).join('\n'))
    const readme = readFileSync('src/tokens/README.md', 'utf8').split('\n')
    for (const { family, samples, error, tail } of rows) {
      const line = readme.find((one) => one.startsWith(`| ${family} |`))
      expect(line?.slice(-tail.length), family).toBe(tail)
      if (samples.length >= 5) expect(error, family).toBeLessThanOrEqual(LIMITS[family] ?? 0.08)
    }
  })
})
