import { mountPanel } from '../index.ts'
import { remoteSimulation } from './connect.ts'

// The script of the server's page: the panel, fed by the server that sent it.
const place = document.querySelector('#panel')!
const state = document.querySelector('#connection')!
try {
  const llm = await remoteSimulation(location.origin, {
    onConnection(isConnected) {
      state.textContent = isConnected ? 'live' : 'the server is away; trying again'
      state.toggleAttribute('data-away', !isConnected)
    },
  })
  place.replaceChildren()
  mountPanel(llm, { into: place })
} catch (error) {
  place.textContent = (error as Error).message
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]'))
  button.addEventListener('click', () => void copy(button))

async function copy(button: HTMLButtonElement): Promise<void> {
  const source = document.querySelector(`#${button.dataset['copy']!}`)!
  const name = button.textContent
  // Only pages of this machine, and those over HTTPS, may write the clipboard.
  if (!isSecureContext) return getSelection()!.selectAllChildren(source)
  await navigator.clipboard.writeText(source.textContent)
  button.textContent = 'Copied'
  globalThis.setTimeout(() => (button.textContent = name), 1500)
}
