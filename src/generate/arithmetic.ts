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
  return rounded(expression, 12)
}

/** The value as text, without loss where the expression is one of whole numbers; undefined where it is none. */
export function evaluateExactly(expression: string): string | undefined {
  const isWhole = /^[\d\s()+*-]+$/.test(expression)
  return isWhole ? calculate(expression, INTEGERS)?.toString() : rounded(expression, 15)?.toString()
}

function rounded(expression: string, digits: number): number | undefined {
  const value = calculate(expression, FLOATS)
  return value !== undefined && Number.isFinite(value) ? Number(value.toPrecision(digits)) : undefined
}

type Operators<T> = Readonly<Record<string, (a: T, b: T) => T>>

/** Arithmetic over one kind of number. */
interface Arithmetic<T> {
  read(digits: string): T | undefined
  negate(value: T): T
  power(base: T, exponent: T): T
  readonly products: Operators<T>
  readonly sums: Operators<T>
}

const FLOATS: Arithmetic<number> = {
  read: Number,
  negate: (value) => -value,
  power: (base, exponent) => base ** exponent,
  products: { '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b },
  sums: { '+': (a, b) => a + b, '-': (a, b) => a - b },
}

const INTEGERS: Arithmetic<bigint> = {
  read: (digits) => (/^\d+$/.test(digits) ? BigInt(digits) : undefined),
  negate: (value) => -value,
  power: (base) => base,
  products: { '*': (a, b) => a * b },
  sums: { '+': (a, b) => a + b, '-': (a, b) => a - b },
}

function calculate<T>(expression: string, numbers: Arithmetic<T>): T | undefined {
  const tokens = expression.match(/\d+(?:\.\d+)?|[-+*/^%()]/g) ?? []
  if (tokens.length > 500 || tokens.join('') !== expression.replaceAll(/\s/g, '')) return undefined
  let at = 0
  const binary = (inner: () => T | undefined, operators: Operators<T>) => () => {
    let value = inner()
    while (at < tokens.length && Object.hasOwn(operators, tokens[at]!)) {
      const operator = operators[tokens[at++]!]!
      const right = inner()
      value = value === undefined || right === undefined ? undefined : operator(value, right)
    }
    return value
  }
  const negated = (value: T | undefined) => (value === undefined ? undefined : numbers.negate(value))
  const atom = (): T | undefined => {
    const token = tokens[at++]
    if (token === undefined) return undefined
    if (token === '-') return negated(power())
    if (token !== '(') return numbers.read(token)
    const value = sum()
    return tokens[at++] === ')' ? value : undefined
  }
  const power = (): T | undefined => {
    const base = atom()
    if (tokens[at] !== '^') return base
    at++
    const exponent = power()
    return base === undefined || exponent === undefined ? undefined : numbers.power(base, exponent)
  }
  const sum: () => T | undefined = binary(binary(power, numbers.products), numbers.sums)
  const value = sum()
  return at === tokens.length ? value : undefined
}

function balanced(expression: string): string {
  const open = expression.split('(').length
  const closed = expression.split(')').length
  return closed > open
    ? expression.replace(/\)+$/, (run) => run.slice(closed - open))
    : expression + ')'.repeat(open - closed)
}
