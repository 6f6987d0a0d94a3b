/** A regular expression as a tree. `length` is that of the shortest text that it takes, in code points. */
export type Pattern = { readonly length: number } & (
  | { readonly type: 'chars'; readonly char?: string; takes(char: string): boolean; readonly samples: () => string[] }
  | { readonly type: 'sequence' | 'choice'; readonly items: readonly Pattern[] }
  | { readonly type: 'repeat'; readonly item: Pattern; readonly min: number; readonly max: number }
  | { readonly type: 'edge'; readonly kind: string }
  | { readonly type: 'look'; readonly item: Pattern; readonly isBehind: boolean; readonly isNegated: boolean }
  | { readonly type: 'group'; readonly item: Pattern; readonly names: readonly string[] }
  | { readonly type: 'back'; readonly name: string }
)

/** Longest run that a quantifier may demand; longer ones could only stall. */
const MOST_REPEATS = 4_000
const MOST_NESTING = 250

/** Reads a pattern as ECMA-262 has it; undefined where it is none, or nests too deeply. */
export function parsePattern(source: string): Pattern | undefined {
  try {
    return new PatternReader(source).read()
  } catch {
    // Malformed patterns of users are theirs to mend: they ask for no particular text.
    return undefined
  }
}

class PatternReader {
  private readonly chars: readonly string[]
  private at = 0
  private groups = 0
  private depth = 0

  constructor(source: string) {
    this.chars = Array.from(source)
  }

  read(): Pattern {
    const pattern = this.choice()
    if (this.at < this.chars.length) throw new SyntaxError('unmatched )')
    return pattern
  }

  private choice(): Pattern {
    if (++this.depth > MOST_NESTING) throw new RangeError('nested too deeply')
    const items = [this.sequence()]
    while (this.skip('|')) items.push(this.sequence())
    this.depth--
    if (items.length === 1) return items[0]!
    return { type: 'choice', items, length: Math.min(...items.map((item) => item.length)) }
  }

  private sequence(): Pattern {
    const items: Pattern[] = []
    while (this.at < this.chars.length && !'|)'.includes(this.chars[this.at]!)) items.push(this.quantified(this.atom()))
    return { type: 'sequence', items, length: items.reduce((sum, item) => sum + item.length, 0) }
  }

  private quantified(item: Pattern): Pattern {
    const found = this.match(/^(?:[*+?]|\{(\d+)(,?)(\d*)\})/)
    if (!found) return item
    this.skip('?')
    const [sign, low, comma, high] = found
    const min = low === undefined ? Number(sign === '+') : Number(low)
    const open = sign === '?' ? 1 : Number.POSITIVE_INFINITY
    const max = low === undefined ? open : high ? Number(high) : comma ? Number.POSITIVE_INFINITY : min
    const bounded = { min: Math.min(min, MOST_REPEATS), max: Math.max(max, min) }
    return { type: 'repeat', item, ...bounded, length: item.length * bounded.min }
  }

  private atom(): Pattern {
    const char = this.chars[this.at++]!
    if (char === '(') return this.group()
    if (char === '[') return this.charClass()
    if (char === '\\') return this.escaped()
    if (char === '^' || char === '$') return { type: 'edge', kind: char, length: 0 }
    return char === '.' ? classOf('.') : literal(char)
  }

  private group(): Pattern {
    const look = this.match(/^\?(<?)([=!])/)
    const named = look ? undefined : this.match(/^\?(?:<([^>]+)>|[a-z-]*:)/)
    const names = look || (named && !named[1]) ? [] : [String(++this.groups), named?.[1] ?? '']
    const item = this.choice()
    if (!this.skip(')')) throw new SyntaxError('unmatched (')
    if (look) return { type: 'look', item, isBehind: look[1] === '<', isNegated: look[2] === '!', length: 0 }
    return names.length === 0 ? item : { type: 'group', item, names, length: item.length }
  }

  private charClass(): Pattern {
    const start = this.at - 1
    while (this.at < this.chars.length && this.chars[this.at] !== ']') this.at += this.chars[this.at] === '\\' ? 2 : 1
    if (!this.skip(']')) throw new SyntaxError('unmatched [')
    return classOf(this.chars.slice(start, this.at).join(''))
  }

  private escaped(): Pattern {
    const back = this.match(/^(?:([1-9]\d?)|k<([^>]+)>)/)
    if (back) return { type: 'back', name: back[1] ?? back[2]!, length: 0 }
    const coded = this.match(/^(?:[pP]\{[^}]*\}|u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[a-zA-Z])/)
    if (coded) return classOf(`\\${coded[0]}`)
    const char = this.chars[this.at++]
    if (char === undefined) throw new SyntaxError('\\ at the end')
    if (char === 'b' || char === 'B') return { type: 'edge', kind: char, length: 0 }
    return /[dDwWsStnrfv0]/.test(char) ? classOf(`\\${char}`) : literal(char)
  }

  private skip(char: string): boolean {
    if (this.chars[this.at] !== char) return false
    this.at++
    return true
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    // The longest construct read here is a property or group name.
    const found = pattern.exec(this.chars.slice(this.at, this.at + 80).join(''))
    if (found) this.at += Array.from(found[0]).length
    return found
  }
}

function literal(char: string): Pattern {
  return { type: 'chars', char, takes: (other) => other === char, samples: () => [char], length: 1 }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const USUAL = [...LETTERS, ...LETTERS.toUpperCase(), ...'0123456789']
const UNUSUAL = [...' -_.,:;!?@#$%&*+=/()[]{}<>|~^"\'`\\\t\néüñçßøλжя漢字あ한عא€£°√']

function classOf(source: string): Pattern {
  // One character against one class: no quantifier, hence no backtracking.
  const single = (flags: string) => new RegExp(`^${source}$`, flags)
  let test: RegExp
  try {
    test = single('u')
  } catch {
    test = single('')
  }
  let samples: string[] | undefined
  const takes = (char: string) => test.test(char)
  const found = () => {
    const usual = USUAL.filter(takes)
    if (usual.length > 0) return usual
    const rare = UNUSUAL.filter(takes)
    return rare.length > 0 ? rare : scan(takes)
  }
  return { type: 'chars', takes, samples: () => (samples ??= found()), length: 1 }
}

/** The first characters of Unicode that a class takes. */
function scan(takes: (char: string) => boolean): string[] {
  for (let code = 0; code < 0x3_0000; code++) {
    if (code >= 0xd800 && code < 0xe000) continue
    const char = String.fromCodePoint(code)
    if (takes(char)) return [char]
  }
  return []
}
