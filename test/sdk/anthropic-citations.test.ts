import Anthropic, { toFile } from '@anthropic-ai/sdk'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab({ clock: 'virtual' })
const client = () => new Anthropic({ apiKey: 'sk-ant-any', maxRetries: 0 })

const FACTS =
  'Lisbon lies on the Tagus. The Ruby language was created by Yukihiro Matsumoto in 1993. Its syntax is plain.'
const cited = { citations: { enabled: true } }

function ask(...sources: readonly Anthropic.ContentBlockParam[]): Anthropic.MessageCreateParamsNonStreaming {
  const question = { type: 'text' as const, text: 'Who created Ruby? Use the document.' }
  return { model: 'claude-haiku-4-5', max_tokens: 500, messages: [{ role: 'user', content: [...sources, question] }] }
}

function citationsIn({ content }: Anthropic.Message): readonly Anthropic.TextCitation[] {
  return content.flatMap((block) => (block.type === 'text' ? (block.citations ?? []) : []))
}

test('cites the characters of a text, the same unary and streamed', async () => {
  const other = { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'Nothing here.' } } as const
  const source = { type: 'text', media_type: 'text/plain', data: FACTS } as const
  const body = ask(other, { type: 'document', source, title: 'facts.txt', ...cited })
  const message = await client().messages.create(body)
  const [citation] = citationsIn(message)
  if (citation?.type !== 'char_location') throw new Error('no place')
  expect(citation).toMatchObject({ document_index: 1, document_title: 'facts.txt' })
  expect(citation.cited_text).toBe(FACTS.slice(citation.start_char_index, citation.end_char_index))
  expect(citation.cited_text).toBe('The Ruby language was created by Yukihiro Matsumoto in 1993. ')
  expect(message.content).toMatchObject([{ text: 'The Ruby language was created by Yukihiro Matsumoto in 1993.' }])
  llm.reset()
  const streamed = await client().messages.stream(body).finalMessage()
  expect(streamed.content).toEqual(message.content)
})

test('cites blocks, pages, files and search results', async () => {
  const anthropic = client()
  const content = FACTS.split('. ').map((text) => ({ type: 'text' as const, text }))
  const blocks = await anthropic.messages.create(
    ask({ type: 'document', source: { type: 'content', content }, ...cited }),
  )
  expect(citationsIn(blocks)).toMatchObject([
    {
      type: 'content_block_location',
      document_index: 0,
      document_title: null,
      start_block_index: 1,
      end_block_index: 2,
    },
  ])
  const result = { type: 'search_result', source: 'https://a.example/ruby', title: 'Ruby', content, ...cited } as const
  expect(citationsIn(await anthropic.messages.create(ask(result)))).toMatchObject([
    { type: 'search_result_location', source: result.source, search_result_index: 0, start_block_index: 1 },
  ])
  const data = Buffer.from('%PDF-1.4 a page').toString('base64')
  const pdf = { type: 'base64', media_type: 'application/pdf', data } as const
  expect(citationsIn(await anthropic.messages.create(ask({ type: 'document', source: pdf, ...cited })))).toMatchObject([
    { type: 'page_location', document_index: 0, start_page_number: 1, end_page_number: 2 },
  ])
  const { id } = await anthropic.beta.files.upload({
    file: await toFile(Buffer.from(FACTS), 'facts.txt', { type: 'text/plain' }),
  })
  const question = { type: 'text', text: 'Who created Ruby?' } as const
  const file = { type: 'document', source: { type: 'file', file_id: id }, ...cited } as const
  const { content: answer } = await anthropic.beta.messages.create({
    model: 'claude-haiku-4-5',
    max_tokens: 500,
    messages: [{ role: 'user', content: [file, question] }],
  })
  expect(answer).toMatchObject([{ citations: [{ type: 'char_location', file_id: id }] }])
})

test('cites what a rule says, in the words of the document that holds them', async () => {
  llm.when('Ruby').reply([
    {
      type: 'text',
      text: 'It was Matsumoto, they say.',
      citations: [{ citedText: 'Yukihiro Matsumoto', start: 0, end: 16 }],
    },
  ])
  const source = { type: 'text', media_type: 'text/plain', data: FACTS } as const
  const { content } = await client().messages.create(ask({ type: 'document', source, ...cited }))
  const at = FACTS.indexOf('Yukihiro')
  expect(content).toMatchObject([
    { text: 'It was Matsumoto', citations: [{ type: 'char_location', start_char_index: at }] },
    { text: ', they say.' },
  ])
  expect(content[1]).not.toHaveProperty('citations')
})

test('counts the text of a file, and refuses one that is not there', async () => {
  const anthropic = client()
  const count = (text: string) =>
    toFile(Buffer.from(text), 'notes.txt', { type: 'text/plain' })
      .then((file) => anthropic.beta.files.upload({ file }))
      .then(({ id }) => countOf(anthropic, id))
  expect(await count('many words in here '.repeat(100))).toBeGreaterThan((await count('few')) + 300)
  await expect(countOf(anthropic, 'file_011CNothingOfThatKind')).rejects.toMatchObject({ status: 404 })
})

async function countOf(anthropic: Anthropic, id: string): Promise<number> {
  const block = { type: 'document' as const, source: { type: 'file' as const, file_id: id } }
  const { input_tokens: tokens } = await anthropic.beta.messages.countTokens({
    model: 'claude-haiku-4-5',
    messages: [{ role: 'user', content: [block, { type: 'text', text: 'Hello' }] }],
  })
  return tokens
}
