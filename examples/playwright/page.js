/** The page; `way` says who asks OpenAI: the app's server, or the page itself. */
export const page = (way) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Chat</title></head>
  <body>
    <form><label>Ask <input name="prompt" autocomplete="off" /></label> <button>Send</button> <button type="button" id="stop">Stop</button></form>
    <div role="log"></div>
    <script type="module">
      const log = document.querySelector('[role=log]')
      let stopping = new AbortController()
      document.querySelector('#stop').onclick = () => stopping.abort()
      document.querySelector('form').onsubmit = async (event) => {
        event.preventDefault()
        stopping = new AbortController()
        const prompt = event.target.prompt.value
        const line = log.appendChild(document.createElement('p'))
        try {
          for await (const text of ${way}(prompt, stopping.signal)) line.textContent += text
        } catch (error) {
          line.textContent += stopping.signal.aborted ? ' [stopped]' : ' [failed: ' + error.message + ']'
        }
      }

      async function* server(prompt, signal) {
        const response = await fetch('/api/chat', { method: 'POST', body: JSON.stringify({ prompt }), signal })
        if (!response.ok) throw new Error(await response.text())
        yield* texts(response)
      }

      async function* direct(prompt, signal) {
        const body = { model: 'gpt-4o', messages: [{ role: 'user', content: prompt }], stream: true }
        const headers = { authorization: 'Bearer of-the-user', 'content-type': 'application/json' }
        const url = 'https://api.openai.com/v1/chat/completions'
        const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal })
        if (!response.ok) throw new Error((await response.json()).error.message)
        let rest = ''
        for await (const text of texts(response)) {
          const events = (rest + text).split('\\n\\n')
          rest = events.pop()
          for (const event of events)
            if (event !== 'data: [DONE]') yield JSON.parse(event.slice(6)).choices[0]?.delta.content ?? ''
        }
      }

      async function* texts(response) {
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
        for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value
      }
    </script>
  </body>
</html>`
