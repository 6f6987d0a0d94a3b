// A chat in the page: a form, the answer as it streams in, and a button that stops it.
import { chat } from './chat.js'

/**
 * Puts the widget into an element of the page.
 *
 * @param {HTMLElement} host
 */
export function mountChat(host) {
  host.innerHTML = `
    <form><input name="prompt" /><button>Ask</button></form>
    <p role="log"></p>
    <p role="alert"></p>
    <button type="button" name="stop" hidden>Stop</button>`
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (host.querySelector(selector))
  const [form, log, alert, stop] = ['form', '[role=log]', '[role=alert]', '[name=stop]'].map(find)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const controller = new AbortController()
    stop.hidden = false
    stop.onclick = () => controller.abort()
    log.textContent = alert.textContent = ''
    const { value } = /** @type {HTMLInputElement} */ (host.querySelector('[name=prompt]'))
    try {
      await chat(value, { onText: (piece) => log.append(piece), signal: controller.signal })
    } catch (error) {
      alert.textContent = `Sorry: ${/** @type {Error} */ (error).message}`
    }
    stop.hidden = true
    host.dispatchEvent(new CustomEvent('answered'))
  })
}
