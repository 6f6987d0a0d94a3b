const { OpenAI } = require('openai')

// At module level, as apps do: built before anything listens.
const openai = new OpenAI({ apiKey: 'sk-test' })

/** Streams an answer of GPT; gives back the whole text. */
exports.chat = async function chat(prompt, onText = () => {}) {
  const messages = [{ role: 'user', content: prompt }]
  const stream = await openai.chat.completions.create({ model: 'gpt-4o-mini', messages, stream: true })
  let text = ''
  for await (const chunk of stream) {
    const piece = chunk.choices[0]?.delta.content ?? ''
    text += piece
    onText(piece)
  }
  return text
}
