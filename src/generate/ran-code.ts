import { evaluateExactly } from './arithmetic.ts'
import type { PromptFacts } from './prompt-facts.ts'

/** Python that was run, what it printed, and the answer that follows. */
export interface RanCode {
  readonly code: string
  readonly output: string
  readonly said: string
}

/** Code for what a prompt asks to be calculated; its output is worked out here, so that code and output agree. */
export function ranCode(facts: PromptFacts): RanCode {
  return primes(facts) ?? expressions(facts) ?? figures(facts)
}

function primes({ text }: PromptFacts): RanCode | undefined {
  const [, digits] = /\bfirst (\d{1,4}) prime/i.exec(text) ?? []
  if (digits === undefined) return undefined
  const count = Math.min(Number(digits), 1000)
  const found: number[] = []
  for (let one = 2; found.length < count; one++)
    if (found.every((prime) => prime * prime > one || one % prime !== 0)) found.push(one)
  const sum = found.reduce((total, one) => total + one, 0)
  const code = `def is_prime(n):
    if n < 2:
        return False
    for i in range(2, int(n ** 0.5) + 1):
        if n % i == 0:
            return False
    return True

primes = []
candidate = 2
while len(primes) < ${count}:
    if is_prime(candidate):
        primes.append(candidate)
    candidate += 1

print(f"{primes=}")
print(f"{sum(primes)=}")
`
  return {
    code,
    output: `primes=[${found.join(', ')}]\nsum(primes)=${sum}\n`,
    said: `The sum of the first ${count} prime numbers is **${sum}**.`,
  }
}

function expressions(facts: PromptFacts): RanCode | undefined {
  const values = facts.expressions.flatMap((expression) => {
    const value = evaluateExactly(expression)
    return value === undefined ? [] : [{ expression, value }]
  })
  if (values.length === 0) return undefined
  return {
    code: values.map(({ expression }) => `print(${expression.replaceAll('^', '**')})\n`).join(''),
    output: values.map(({ value }) => `${value}\n`).join(''),
    said: values.map(({ expression, value }) => `${expression} = **${value}**`).join('\n'),
  }
}

/** The figures of the prompt, summed up; without any, its words are counted. */
function figures({ numbers, text }: PromptFacts): RanCode {
  if (numbers.length === 0) {
    const shown = text.slice(0, 400)
    const words = shown.split(/\s+/).filter(Boolean).length
    return {
      code: `text = ${JSON.stringify(shown)}\nprint(len(text.split()))\n`,
      output: `${words}\n`,
      said: `I ran the code; it counted **${words}** words.`,
    }
  }
  const values = numbers.map(({ value }) => value)
  const sum = evaluateExactly(values.join(' + ')) ?? String(values.at(-1))
  return {
    code: `values = [${values.join(', ')}]\nprint(sum(values))\n`,
    output: `${sum}\n`,
    said: `The code adds the figures up to **${sum}**.`,
  }
}
