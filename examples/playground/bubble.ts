import { markdown } from './markdown.ts'
import type { ToolCall } from './chat.ts'

/** One message on the page. */
export interface Bubble {
  readonly element: HTMLElement
  addText(text: string): void
  addReasoning(text: string): void
  addCall(call: ToolCall, result: string): void
  /** Ends the answer. */
  end(): void
  fail(error: unknown, retry: () => void): void
  readonly text: string
}

export function createBubble(role: 'user' | 'assistant', from: string): Bubble {
  const element = make('article', { className: `bubble ${role}` })
  const author = make('p', { className: 'author', textContent: from })
  const reasoning = make('details', { className: 'reasoning', open: true, hidden: true })
  const thoughts = make('p')
  reasoning.append(make('summary', { textContent: 'Reasoning' }), thoughts)
  const body = make('div', { className: 'body' })
  element.append(author, reasoning, body)
  element.classList.toggle('busy', role === 'assistant')
  let text = ''
  return {
    element,
    get text() {
      return text
    },
    addText(more) {
      text += more
      body.replaceChildren(...(role === 'user' ? [text] : [shown(text)]))
    },
    addReasoning(more) {
      reasoning.hidden = false
      thoughts.append(more)
    },
    addCall({ name, input }, result) {
      const card = make('details', { className: 'call' })
      const title = make('summary')
      title.append('Tool ', make('code', { textContent: `${name}(${Object.values(input).join(', ')})` }))
      card.append(title, make('pre', { textContent: `${JSON.stringify(input, null, 2)}\n→ ${result}` }))
      element.append(card)
    },
    end() {
      element.classList.remove('busy')
    },
    fail(error, retry) {
      element.classList.remove('busy')
      const { name, message } = error as Error
      const card = make('div', { className: 'error', role: 'alert' })
      const again = make('button', { type: 'button', textContent: 'Try again' })
      again.addEventListener('click', retry)
      card.append(make('p', { textContent: `${name}: ${message}` }), again)
      element.append(card)
    },
  }
}

/** JSON as code, all else as Markdown. */
function shown(text: string): Node {
  if (!text.startsWith('{')) return markdown(text)
  const code = make('pre')
  try {
    code.textContent = JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    code.textContent = text
  }
  return code
}

function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), properties)
}
