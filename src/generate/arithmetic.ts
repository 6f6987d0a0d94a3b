/** Words of arithmetic as signs; what stays a word ends an expression. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/(\d)\s*%\s*of\b/gi, '$1 / 100 *'],
  [/\b(?:per ?cent) of\b/gi, '/ 100 *'],
  [/\bsquare root of\s+(\d+(?:\.\d+)?)/gi, '$1 ^ 0.5'],
  [/\bsum of\s+(-?[\d.]+)\s+and\s+(-?[\d.]+)/gi, '$1 + $2'],
  [/\bproduct of\s+(-?[\d.]+)\s+and\s+(-?[\d.]+)/gi, '$1 * $2'],
  [/\bdifference between\s+(-?[\d.]+)\s+and\s+(-?[\d.]+)/gi, '$1 - $2'],
  [/\badd\s+(-?[\d.]+)\s+(?:and|to)\s+(-?[\d.]+)/gi, '$1 + $2'],
  [/\bmultiply\s+(-?[\d.]+)\s+(?:and|by|with)\s+(-?[\d.]+)/gi, '$1 * $2'],
  [/\bdivide\s+(-?[\d.]+)\s+by\s+(-?[\d.]+)/gi, '$1 / $2'],
  [/\bsubtract\s+(-?[\d.]+)\s+from\s+(-?[\d.]+)/gi, '$2 - $1'],
  [/(\d|\))\s*(?:plus)\s*(?=[-\d(])/gi, '$1 + '],
  [/(\d|\))\s*(?:minus|−)\s*(?=[-\d(])/gi, '$1 - '],
  [/(\d|\))\s*(?:times|multiplied by|×|·|x)\s*(?=[-\d(])/gi, '$1 * '],
  [/(\d|\))\s*(?:divided by|over|÷)\s*(?=[-\d(])/gi, '$1 / '],
  [/(\d|\))\s*(?:to the power of|\*\*)\s*(?=[-\d(])/gi, '$1 ^ '],
  [/(\d)\s*squared\b/gi, '$1 ^ 2'],
  [/(?<=\d),(?=\d{3}(?!\d))/g, ''],
]

const EXPRESSION = /(?<![\w.])[-(]*\d[\d\s.()+*/^%-]*/g

/** Arithmetic expressions of a text, words as signs: `12 * 7` of `12 times 7`. Dates and phone numbers are none. */
export function expressionsIn(text: string): readonly string[] {
  if (!/\d/.test(text)) return []
  const signs = WORDS.reduce((result, [pattern, sign]) => result.replace(pattern, sign), text.slice(0, 2_000))
  return [...signs.matchAll(EXPRESSION)]
    .map(([found]) => found.replace(/[\s.+*/^%(-]+$/, '').trim())
    .filter((one) => /\d\)?\s*[-+*/^%]\s*[-(]*\d/.test(one) && !/^\d+(?:-\d+)+$/.test(one))
    .map((one) => balanced(one))
    .filter((one) => evaluate(one) !== undefined)
}

/** The value of an arithmetic expression; undefined where it is none. Nothing is executed. */
export function evaluate(expression: string): number | undefined {
  const tokens = expression.match(/\d+(?:\.\d+)?|[-+*/^%()]/g) ?? []
  if (tokens.length > 500 || tokens.join('') !== expression.replaceAll(/\s/g, '')) return undefined
  let at = 0
  const binary = (inner: () => number, operators: Readonly<Record<string, (a: number, b: number) => number>>) => () => {
    let value = inner()
    while (at < tokens.length && Object.hasOwn(operators, tokens[at]!))
      value = operators[tokens[at++]!]!(value, inner())
    return value
  }
  const atom = (): number => {
    const token = tokens[at++]
    if (token === '-') return -power()
    if (token !== '(') return Number(token ?? Number.NaN)
    const value = sum()
    return tokens[at++] === ')' ? value : Number.NaN
  }
  const power = (): number => {
    const base = atom()
    if (tokens[at] !== '^') return base
    at++
    return base ** power()
  }
  const product = binary(power, { '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b })
  const sum: () => number = binary(product, { '+': (a, b) => a + b, '-': (a, b) => a - b })
  const value = sum()
  return at === tokens.length && Number.isFinite(value) ? Number(value.toPrecision(12)) : undefined
}

function balanced(expression: string): string {
  const open = expression.split('(').length
  const closed = expression.split(')').length
  return closed > open
    ? expression.replace(/\)+$/, (run) => run.slice(closed - open))
    : expression + ')'.repeat(open - closed)
}
