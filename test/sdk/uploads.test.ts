import Anthropic, { toFile } from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { expect, test, vi } from 'vitest'
import { startLab } from './lab.ts'

startLab()

test('uploads are told of by nobody: what clients fetch to learn about fetch is let through', async () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
  const file = await toFile(Buffer.from('a,b'), 'a.csv', { type: 'text/csv' })
  expect(await new OpenAI({ apiKey: 'any' }).files.create({ file, purpose: 'user_data' })).toMatchObject({ bytes: 3 })
  expect(await new Anthropic({ apiKey: 'any' }).beta.files.upload({ file })).toMatchObject({ size_bytes: 3 })
  expect(complaints).not.toHaveBeenCalled()
})
