/** Alphabets from narrow to wide; a text has the first that holds all of its characters. */
const ALPHABETS = [
  ['digits', /^\d+$/],
  ['hex', /^[\da-f]+$/],
  ['lower', /^[\da-z]+$/],
  ['upper', /^[\dA-Z]+$/],
  ['base62', /^[\dA-Za-z]+$/],
  ['base64', /^[\w+/=-]+$/],
] as const

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** How an id is made: `chatcmpl-<base62 29>`, `call_<base62 24>`, `<uuid>`; undefined for what was replaced or is no id. */
export function idPattern(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '' || /[<[]/.test(value)) return undefined
  if (UUID.test(value)) return '<uuid>'
  if (/^\w{5,8}-\w{5,8}-[\da-f]{16}$/.test(value)) return '<base62>-<base62>-<hex 16>'
  const within = value.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?=[_-]\d+$)/, '<uuid>')
  if (within !== value) return within.replace(/\d+$/, '<digits>')
  const cut = Math.max(value.lastIndexOf('-'), value.lastIndexOf('_')) + 1
  const prefix = value.slice(0, cut).replace(/[^_-]+/g, drawnPiece)
  if (UUID.test(value.slice(-36))) return `${value.slice(0, -36).replace(/^[\da-f]{8}(?=\/)/, '<hex 8>')}<uuid>`
  const rest = value.slice(cut)
  const alphabet = ALPHABETS.find(([, pattern]) => pattern.test(rest))?.[0] ?? 'other'
  return `${prefix}<${alphabet} ${rest.length}>`
}

/** A piece before the last one: words stay, what is drawn from an alphabet does not. */
function drawnPiece(piece: string): string {
  if (/^[\da-f]{8,}$/.test(piece) && /\d/.test(piece)) return `<hex ${piece.length}>`
  return /[a-z]/.test(piece) && /[A-Z]/.test(piece) ? '<mixed>' : piece
}

/** Whether one id pattern may be a draw of another: same prefix and length, and an alphabet that short draws can hide; short numbers have any length. */
export function sameIdPattern(one: string, other: string): boolean {
  if (one === other) return true
  const [a, b] = [parts(one), parts(other)]
  if (!a || !b || a.prefix !== b.prefix) return false
  if (a.alphabet === 'digits' && b.alphabet === 'digits' && Math.max(a.length, b.length) < 5) return true
  if (a.length !== b.length) return false
  return a.length < 16 && a.alphabet !== 'other' && b.alphabet !== 'other'
}

function parts(pattern: string) {
  const match = /^(.*)<(\w+) (\d+)>$/.exec(pattern)
  return match ? { prefix: match[1], alphabet: match[2], length: Number(match[3]) } : undefined
}
