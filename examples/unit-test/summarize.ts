// The code under test. It has never heard of msw-llm.
import OpenAI from 'openai'

/** One sentence about a text; an empty text costs nothing. */
export async function summarize(text: string): Promise<string> {
  if (text.trim() === '') return ''
  const openai = new OpenAI({ apiKey: 'any' })
  const answer = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: 'Summarize in one sentence.' },
      { role: 'user', content: text },
    ],
  })
  return answer.choices[0]?.message.content?.trim() ?? ''
}
