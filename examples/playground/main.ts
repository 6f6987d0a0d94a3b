import { mountPanel } from 'msw-llm/panel'
import { createBubble } from './bubble.ts'
import { runTool, type Chat, type Message, type ToolCall, type Turn } from './chat.ts'
import { anthropic } from './chats/anthropic.ts'
import { google } from './chats/google.ts'
import { openai } from './chats/openai.ts'
import { IDEAS } from './ideas.ts'
import { llm, startWorker } from './simulation.ts'

const CHATS: Readonly<Record<string, Chat>> = { openai, anthropic, google }

const find = <E extends HTMLElement>(id: string) => document.getElementById(id) as E
const provider = find<HTMLSelectElement>('provider')
const model = find<HTMLSelectElement>('model')
const prompt = find<HTMLTextAreaElement>('prompt')
const send = find<HTMLButtonElement>('send')
const log = find('messages')

let messages: Message[] = []
let running: AbortController | undefined

await startWorker()
mountPanel(llm, { into: find('panel') })

provider.append(...Object.entries(CHATS).map(([name, { title }]) => new Option(title, name)))
provider.addEventListener('change', setProvider)
setProvider()
find('new').addEventListener('click', startChat)
find('composer').addEventListener('submit', (event) => {
  event.preventDefault()
  if (running) running.abort()
  else if (prompt.value.trim() !== '') void ask(prompt.value.trim(), kindOf(prompt.value))
})
prompt.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  if (!running) find<HTMLFormElement>('composer').requestSubmit()
})
find('ideas').append(
  ...IDEAS.map(({ title, prompt: text, kind, isBroken }) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: title })
    button.addEventListener('click', () => {
      if (running) return
      if (isBroken) llm.provider(provider.value).cutStreamAfter({ share: 0.4 })
      void ask(text, kind)
    })
    return button
  }),
)
prompt.focus()

function setProvider(): void {
  model.replaceChildren(...CHATS[provider.value]!.models.map((name) => new Option(name)))
  startChat()
}

function startChat(): void {
  running?.abort()
  messages = []
  const hello = Object.assign(document.createElement('p'), { className: 'hello' })
  hello.textContent =
    'Ask something, or press a button below. Then try the controls of the panel: fail the next request, pause a stream, turn on an outage.'
  log.replaceChildren(hello)
}

/** Words that call for a tool, where somebody types them. */
function kindOf(text: string): Turn['kind'] {
  return /weather|wetter/i.test(text) ? 'tools' : 'plain'
}

async function ask(text: string, kind: Turn['kind']): Promise<void> {
  log.querySelector('.hello')?.remove()
  prompt.value = ''
  const question = createBubble('user', 'You')
  question.addText(text)
  log.append(question.element)
  await answer([...messages, { role: 'user', text }], kind)
}

/** Streams an answer; tools that it calls are run, and their results sent back. */
async function answer(asked: readonly Message[], kind: Turn['kind']): Promise<void> {
  const chat = CHATS[provider.value]!
  const bubble = createBubble('assistant', `${chat.title} · ${model.value}`)
  log.append(bubble.element)
  setRunning(new AbortController())
  const { signal } = running!
  let history = asked
  try {
    for (let round = 0; round < 4; round++) {
      const calls: ToolCall[] = []
      const before = bubble.text
      for await (const piece of chat.ask({ model: model.value, messages: history, kind, signal })) {
        if (piece.type === 'text') bubble.addText(piece.text)
        else if (piece.type === 'reasoning') bubble.addReasoning(piece.text)
        else calls.push(piece.call)
        log.scrollTop = log.scrollHeight
      }
      history = [...history, { role: 'assistant', text: bubble.text.slice(before.length), calls }]
      if (calls.length === 0) break
      for (const call of calls) {
        const result = runTool(call)
        bubble.addCall(call, result)
        history = [...history, { role: 'tool', call, result }]
      }
    }
    messages = [...history]
    bubble.end()
  } catch (error) {
    if (signal.aborted) bubble.end()
    else bubble.fail(error, () => void answer(asked, kind))
  } finally {
    setRunning(undefined)
    log.scrollTop = log.scrollHeight
  }
}

function setRunning(controller: AbortController | undefined): void {
  running = controller
  send.textContent = controller ? 'Stop' : 'Send'
}
