// The code under test: a report in several calls, cheap ones first. It has never heard of msw-llm.
import OpenAI from 'openai'

/** A title and a text for each subject; where the credit is spent, what there is by then. */
export async function writeReport(subjects: readonly string[], model = 'gpt-4o-mini'): Promise<readonly string[]> {
  const openai = new OpenAI({ apiKey: 'any', maxRetries: 0 })
  const ask = async (content: string) => {
    const answer = await openai.chat.completions.create({
      model,
      max_tokens: 300,
      messages: [{ role: 'user', content }],
    })
    return answer.choices[0]?.message.content ?? ''
  }
  const sections: string[] = []
  for (const subject of subjects) {
    try {
      const title = await ask(`A title for a text about ${subject}.`)
      sections.push(`# ${title}\n${await ask(`A paragraph about ${subject}.`)}`)
    } catch (error) {
      if (error instanceof OpenAI.APIError && error.code === 'insufficient_quota') return sections
      throw error
    }
  }
  return sections
}
