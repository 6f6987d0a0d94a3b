import type { Meta, StoryObj } from '@storybook/react-vite'
import type { LlmParameters } from 'msw-llm/storybook'
import { expect, screen, userEvent } from 'storybook/test'
import { llm } from '../.storybook/llm.ts'
import { AnthropicChat } from '../src/anthropic-chat.tsx'
import { LONG_MARKDOWN, THOUGHT } from './answers.ts'
import { answer, failure, send, wholeAnswer } from './plays.ts'

export default { title: 'Anthropic SDK', component: AnthropicChat } satisfies Meta<typeof AnthropicChat>

type Story = StoryObj<typeof AnthropicChat>
const parameters = (own: LlmParameters) => ({ llm: own })

export const Default: Story = {
  parameters: parameters({ timeScale: 0.2 }),
  play: async () => {
    await send('What are tides?')
    const whole = await wholeAnswer()
    await expect(whole.getByText('Thought')).toBeVisible()
    await expect(llm.last).toMatchObject({ provider: 'anthropic', state: 'complete', status: 200 })
    await expect(llm.usage().costUsd).toBeGreaterThan(0)
  },
}

export const Reasoning: Story = {
  parameters: parameters({
    rules: (own) => void own.when('bat').think(THOUGHT).reply('The ball costs **5 cents**.'),
  }),
  play: async () => {
    await send('A bat and a ball cost $1.10. The bat costs a dollar more. What is the ball?')
    const whole = await wholeAnswer()
    await userEvent.click(whole.getByText('Thought'))
    await expect(whole.getByText(THOUGHT)).toBeVisible()
    await expect(whole.getByText('5 cents')).toBeVisible()
  },
}

export const ErrorMidStream: Story = {
  parameters: parameters({
    scenario: 'Breaks at 40 %',
    rules: (own) => void own.when('tides').reply('The sea rises and falls twice a day, because the moon pulls at it.'),
  }),
  play: async () => {
    await send('What are tides?')
    await expect(await failure()).toHaveTextContent('Overloaded')
    await expect((await answer()).textContent).toMatch(/^The sea rises.*(?<!pulls at it\.)$/)
  },
}

export const RateLimited: Story = {
  parameters: parameters({ scenario: 'Rate limited' }),
  play: async () => {
    await send('What are tides?')
    await expect(await failure()).toHaveTextContent('429')
    await expect(screen.queryByRole('listitem', { name: 'assistant' })).toBeNull()
  },
}

export const LongMarkdown: Story = {
  parameters: parameters({ timeScale: 0.3, rules: (own) => void own.when('tides').reply(LONG_MARKDOWN) }),
  play: async () => {
    await send('All about tides, please.')
    const whole = await wholeAnswer()
    await expect(whole.getAllByRole('row')).toHaveLength(4)
    await expect(whole.getByText(/Harbour 8/)).toBeInTheDocument()
  },
}
