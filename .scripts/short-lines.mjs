// Breaks a bundle's lines between statements: Node prints the whole line of an error that nobody caught, and without blanks a bundle is one line.
import { parseAst } from 'rolldown/parseAst'

/** The longest line that is left whole, in characters: breaks cost bytes, which every test file reads. */
const LONGEST = 160

/** Lists whose items may each begin a line: before an item stands `;`, `{`, `}`, `[`, `,` or `:`, so a break there means nothing. */
const LISTS = {
  Program: 'body',
  BlockStatement: 'body',
  StaticBlock: 'body',
  ClassBody: 'body',
  SwitchStatement: 'cases',
  SwitchCase: 'consequent',
  ObjectExpression: 'properties',
  ArrayExpression: 'elements',
}
/** Lists whose first item may follow `return`, where a break would end the statement. */
const TAILS = { SequenceExpression: 'expressions', VariableDeclaration: 'declarations' }

/**
 * The same code with lines of about 160 characters. Strings and templates stay as they are, so a line that holds a long one is longer.
 *
 * @param {string} code of a module
 * @returns {string}
 */
export function shortLines(code) {
  const starts = new Set()
  collect(parseAst(code), starts)
  const breaks = [...starts].toSorted((a, b) => a - b)
  let short = ''
  let from = 0
  let lineStart = 0
  for (const [index, start] of breaks.entries()) {
    const end = breaks[index + 1] ?? code.length
    lineStart = Math.max(lineStart, code.lastIndexOf('\n', start - 1) + 1)
    if (start === lineStart || end - lineStart <= LONGEST) continue
    short += `${code.slice(from, start)}\n`
    from = start
    lineStart = start
  }
  return short + code.slice(from)
}

function collect(node, starts) {
  if (typeof node !== 'object' || node === null) return
  for (const item of node[LISTS[node.type]] ?? []) if (item) starts.add(item.start)
  for (const item of node[TAILS[node.type]]?.slice(1) ?? []) starts.add(item.start)
  for (const value of Object.values(node)) collect(value, starts)
}
