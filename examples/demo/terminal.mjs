// Headings, colours, word-wrapped streams and tables; plain text where the output is no terminal or NO_COLOR is set.
const WIDTH = 78
const isColourful = process.stdout.isTTY && !process.env['NO_COLOR']

const style = (code) => (text) => (isColourful ? `\u001B[${code}m${text}\u001B[0m` : text)
export const bold = style('1')
export const dim = style('2')
export const red = style('31')
export const green = style('32')
export const yellow = style('33')
export const cyan = style('36')

export function line(text = '') {
  process.stdout.write(`${text}\n`)
}

export function heading(number, title) {
  line()
  line(`${cyan(`${number}`)} ${bold(title)}`)
}

/** A line under a heading: a short label and what belongs to it. */
export function note(label, text) {
  line(`  ${dim(label.padEnd(10))} ${text}`)
}

/** Prints a text piece by piece as it comes, with line breaks between words. */
export function openStream(label) {
  const indent = 13
  let column = indent
  process.stdout.write(`  ${dim(label.padEnd(10))} `)
  const put = (word) => {
    if (word === '\n' || column + word.trimEnd().length > WIDTH) {
      process.stdout.write(`\n${' '.repeat(indent)}`)
      column = indent
    }
    if (column === indent) word = word.trimStart()
    process.stdout.write(word)
    column += word.length
  }
  return {
    write: (text) => (text.match(/\n|[^\S\n]*[^\s]+|[^\S\n]+/g) ?? []).forEach(put),
    end: () => line(),
  }
}

/** Rows of cells under their titles; columns of numbers stand flush right. */
export function table(titles, rows, isNumber) {
  const widths = titles.map((title, index) => Math.max(title.length, ...rows.map((row) => row[index].length)))
  const text = (row) =>
    row.map((cell, index) => (isNumber[index] ? cell.padStart(widths[index]) : cell.padEnd(widths[index]))).join('  ')
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  line(`  ${bold(text(titles))}`)
  line(`  ${dim(rule)}`)
  for (const row of rows.slice(0, -1)) line(`  ${text(row)}`)
  line(`  ${dim(rule)}`)
  line(`  ${bold(text(rows.at(-1)))}`)
}
