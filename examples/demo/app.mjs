// The app: official SDKs with their default addresses. Nothing in this file knows that it is simulated.
import Anthropic, { APIError } from '@anthropic-ai/sdk'
import OpenAI from 'openai'

// Addresses from the shell would lead past the defaults that this demo is about.
for (const name of ['OPENAI_BASE_URL', 'ANTHROPIC_BASE_URL']) delete process.env[name]

const GPT = 'gpt-4.1-mini'
const CLAUDE = 'claude-sonnet-4-6'

export function createApp() {
  const openai = new OpenAI({ apiKey: 'sk-demo' })
  const anthropic = new Anthropic({ apiKey: 'sk-ant-demo' })

  async function streamGpt(prompt, onText) {
    const stream = await openai.chat.completions.create({
      model: GPT,
      messages: [{ role: 'user', content: prompt }],
      stream: true,
    })
    for await (const chunk of stream) onText(chunk.choices[0]?.delta.content ?? '')
  }

  async function streamClaude(messages, onText, tools = []) {
    const stream = anthropic.messages.stream({ model: CLAUDE, max_tokens: 400, messages, tools })
    stream.on('text', onText)
    return stream.finalMessage()
  }

  return {
    streamGpt,

    streamClaude: (prompt, onText) => streamClaude([{ role: 'user', content: prompt }], onText),

    async askGpt(prompt) {
      const answer = await openai.chat.completions.create({ model: GPT, messages: [{ role: 'user', content: prompt }] })
      return answer.choices[0].message.content
    },

    /** Lets Claude call tools until it has an answer. */
    async runAgent(prompt, tools, { onCall, onText }) {
      const messages = [{ role: 'user', content: prompt }]
      for (;;) {
        const answer = await streamClaude(messages, onText, tools)
        messages.push({ role: 'assistant', content: answer.content })
        if (answer.stop_reason !== 'tool_use') return
        const calls = answer.content.filter((block) => block.type === 'tool_use')
        const results = calls.map((call) => ({
          type: 'tool_result',
          tool_use_id: call.id,
          content: JSON.stringify(onCall(call.name, call.input)),
        }))
        messages.push({ role: 'user', content: results })
      }
    },

    /** Claude first; where its stream breaks, GPT goes on from the text so far. */
    async streamWithFallback(prompt, { onText, onBreak }) {
      let text = ''
      const keep = (piece) => {
        text += piece
        onText(piece)
      }
      try {
        await streamClaude([{ role: 'user', content: prompt }], keep)
      } catch (error) {
        if (!(error instanceof APIError)) throw error
        onBreak(error, text)
        await streamGpt(`Go on with this answer to "${prompt}", which stops here: ${text}`, keep)
      }
      return text
    },
  }
}
