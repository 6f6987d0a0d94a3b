import type { Meta, StoryObj } from '@storybook/react-vite'
import type { LlmParameters } from 'msw-llm/storybook'
import { expect, screen, userEvent, waitFor } from 'storybook/test'
import { llm } from '../.storybook/llm.ts'
import { OpenAiChat } from '../src/openai-chat.tsx'
import { answer, failure, send, settled, wholeAnswer } from './plays.ts'

export default { title: 'openai package', component: OpenAiChat } satisfies Meta<typeof OpenAiChat>

type Story = StoryObj<typeof OpenAiChat>
const parameters = (own: LlmParameters) => ({ llm: own })
const TIDES = 'The sea rises and falls twice a day, because the moon pulls at it.'

export const Default: Story = {
  play: async () => {
    await send('What are tides?')
    const whole = await wholeAnswer()
    await expect(whole.getByText(/tides/i)).toBeVisible()
    await expect(llm.last).toMatchObject({ endpoint: 'openai.chat', state: 'complete' })
  },
}

export const Stopped: Story = {
  parameters: parameters({ latency: { ttftMs: 100, tokensPerSecond: 10 } }),
  play: async () => {
    await send('Explain tides in detail.')
    await answer()
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
    await settled()
    await waitFor(() => expect(llm.last!.state).toBe('aborted'))
  },
}

export const ErrorMidStream: Story = {
  parameters: parameters({ scenario: 'Breaks at 40 %', rules: (own) => void own.when('tides').reply(TIDES) }),
  play: async () => {
    await send('What are tides?')
    await expect(await failure()).toHaveTextContent('overloaded')
    await expect((await answer()).textContent).toMatch(/^The sea rises.*(?<!pulls at it\.)$/)
  },
}

export const ConnectionLost: Story = {
  parameters: parameters({ scenario: 'Connection lost at 40 %', rules: (own) => void own.when('tides').reply(TIDES) }),
  play: async () => {
    await send('What are tides?')
    await expect(await failure()).toHaveTextContent(/network|fetch|terminated/i)
    await expect(llm.last!.state).toBe('cut')
  },
}

export const RateLimited: Story = {
  parameters: parameters({ limits: { openai: { requestsPerMinute: 1 } } }),
  play: async () => {
    await send('What are tides?')
    await wholeAnswer()
    await send('And neap tides?')
    await expect(await failure()).toHaveTextContent('429')
    await expect(llm.exchanges.map(({ status }) => status)).toEqual([200, 429])
  },
}
