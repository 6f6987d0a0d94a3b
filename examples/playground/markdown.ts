/** The Markdown that models write, as elements: headings, lists, tables, quotes, code, emphasis, links. No HTML passes. */
export function markdown(text: string): DocumentFragment {
  const page = document.createDocumentFragment()
  const lines = text.split('\n')
  while (lines.length > 0) {
    const line = lines.shift()!
    if (line.trim() === '') continue
    const fence = /^```(\w*)/.exec(line)
    const heading = /^(#{1,4}) (.*)/.exec(line)
    if (fence) page.append(element('pre', element('code', takeUntil(lines, (one) => one.startsWith('```')).join('\n'))))
    else if (heading) page.append(element(`h${heading[1]!.length + 1}`, ...inline(heading[2]!)))
    else if (line.startsWith('|')) page.append(table([line, ...takeWhile(lines, /^\|/)]))
    else if (line.startsWith('> ')) page.append(element('blockquote', ...inline(line.slice(2))))
    else if (LIST.test(line)) page.append(list([line, ...takeWhile(lines, LIST)]))
    else
      page.append(element('p', ...inline([line, ...takeWhile(lines, /^(?!#|>|\||```|\s*([-*]|\d+\.) )\S/)].join(' '))))
  }
  return page
}

const LIST = /^\s*(?:[-*]|\d+\.) /

function list(lines: readonly string[]): HTMLElement {
  const items = lines.map((line) => element('li', ...inline(line.replace(LIST, ''))))
  return element(/^\s*\d/.test(lines[0]!) ? 'ol' : 'ul', ...items)
}

function table(lines: readonly string[]): HTMLElement {
  const rows = lines.map((line) => line.replaceAll(/^\||\|\s*$/g, '').split('|'))
  const [head = [], ...body] = rows.filter((cells) => !cells.every((cell) => /^\s*:?-+:?\s*$/.test(cell)))
  const row = (cells: readonly string[], name: string) =>
    element('tr', ...cells.map((cell) => element(name, ...inline(cell.trim()))))
  return element('table', element('thead', row(head, 'th')), element('tbody', ...body.map((cells) => row(cells, 'td'))))
}

const INLINE = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[([^\]]+)\]\((https?:[^)\s]+)\)/g

function inline(text: string): (Node | string)[] {
  const nodes: (Node | string)[] = []
  let at = 0
  for (const match of text.matchAll(INLINE)) {
    const [whole, strong, emphasis, code, label, href] = match
    nodes.push(text.slice(at, match.index))
    if (strong) nodes.push(element('strong', ...inline(strong)))
    else if (emphasis) nodes.push(element('em', emphasis))
    else if (code) nodes.push(element('code', code))
    else nodes.push(Object.assign(element('a', label!), { href, rel: 'noreferrer' }))
    at = match.index + whole.length
  }
  return [...nodes, text.slice(at)].filter((node) => node !== '')
}

function takeWhile(lines: string[], pattern: RegExp): string[] {
  const end = lines.findIndex((line) => !pattern.test(line))
  return lines.splice(0, end < 0 ? lines.length : end)
}

function takeUntil(lines: string[], isEnd: (line: string) => boolean): string[] {
  const end = lines.findIndex(isEnd)
  return lines.splice(0, end < 0 ? lines.length : end + 1).filter((line) => !isEnd(line))
}

function element(name: string, ...children: readonly (Node | string)[]): HTMLElement {
  const created = document.createElement(name)
  created.append(...children)
  return created
}
