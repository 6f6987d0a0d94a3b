import type { Meta, StoryObj } from '@storybook/react-vite'
import type { LlmParameters } from 'msw-llm/storybook'
import { expect, screen, userEvent, waitFor } from 'storybook/test'
import { llm } from '../.storybook/llm.ts'
import { AiSdkChat } from '../src/ai-sdk-chat.tsx'
import { LONG_MARKDOWN, THOUGHT } from './answers.ts'
import { answer, failure, send, settled, wholeAnswer } from './plays.ts'

export default { title: 'AI SDK useChat', component: AiSdkChat } satisfies Meta<typeof AiSdkChat>

type Story = StoryObj<typeof AiSdkChat>
const parameters = (own: LlmParameters) => ({ llm: own })

export const Default: Story = {
  play: async () => {
    await send('What are tides?')
    const whole = await wholeAnswer()
    await expect(whole.getByText(/tides/i)).toBeVisible()
    await expect(llm.last).toMatchObject({ endpoint: 'openai.ui-message-stream', state: 'complete' })
  },
}

export const Slow: Story = {
  parameters: parameters({
    // Without sigmas each answer is as slow as the other.
    latency: { ttftMs: 4000, ttftSigma: 0, tokensPerSecond: 25, speedSigma: 0 },
    rules: (own) => void own.when('tides').reply('The sea rises and falls twice a day, because the moon pulls at it.'),
  }),
  play: async () => {
    await send('What are tides?')
    await expect(await screen.findByText('Thinking …')).toBeVisible()
    const first = await answer()
    const { receivedAtMs, schedule } = llm.last!
    await expect(schedule.ttftMs).toBeGreaterThan(1000)
    await expect(Date.now() - receivedAtMs).toBeGreaterThanOrEqual(Math.floor(schedule.ttftMs))
    await expect(first.textContent!.length).toBeLessThan(30)
    const whole = await wholeAnswer()
    await expect(whole.getByText(/moon pulls at it\.$/)).toBeVisible()
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

export const Reasoning: Story = {
  parameters: parameters({
    rules: (own) => void own.when('bat').think(THOUGHT).reply('The ball costs **5 cents**.'),
  }),
  play: async () => {
    await send('A bat and a ball cost $1.10. The bat costs a dollar more. What is the ball?')
    const whole = await wholeAnswer()
    await expect(whole.getByText('5 cents').tagName).toBe('STRONG')
    const thought = whole.getByText('Thought')
    await userEvent.click(thought)
    await expect(whole.getByText(THOUGHT)).toBeVisible()
  },
}

export const ToolCall: Story = {
  parameters: parameters({
    rules: (own) => {
      own.when({ prompt: 'Paris', toolResult: false }).callTool('get_weather', { city: 'Paris' })
      own.when({ prompt: 'Paris', toolResult: true }).reply('It is 21 °C in Paris, under a clear sky.')
    },
  }),
  play: async () => {
    await send('How is the weather in Paris?')
    const whole = await wholeAnswer()
    await expect(whole.getByLabelText('Tool get_weather')).toHaveTextContent('get_weather({"city":"Paris"})')
    await expect(whole.getByText(/"celsius":21/)).toBeVisible()
    await expect(await whole.findByText(/21 °C/)).toBeVisible()
    await expect(llm.exchanges).toHaveLength(2)
  },
}

export const ErrorMidStream: Story = {
  parameters: parameters({
    scenario: 'Breaks at 40 %',
    rules: (own) => void own.when('tides').reply('The sea rises and falls twice a day, because the moon pulls at it.'),
  }),
  play: async () => {
    await send('What are tides?')
    await expect(await failure()).toHaveTextContent('An error occurred.')
    await expect((await answer()).textContent).toMatch(/^The sea rises.*(?<!pulls at it\.)$/)
    await expect(llm.last).toMatchObject({ state: 'cut' })
  },
}

export const RateLimited: Story = {
  parameters: parameters({ faults: { kind: 'rate_limit', next: 1 } }),
  play: async () => {
    await send('What are tides?')
    await expect(await failure()).toHaveTextContent('An error occurred.')
    await expect(llm.last!.status).toBe(429)
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    const whole = await wholeAnswer()
    await expect(whole.getByText(/tides/i)).toBeVisible()
    await expect(screen.queryByRole('alert')).toBeNull()
  },
}

export const LongMarkdown: Story = {
  parameters: parameters({ timeScale: 0.3, rules: (own) => void own.when('tides').reply(LONG_MARKDOWN) }),
  play: async () => {
    await send('All about tides, please.')
    const whole = await wholeAnswer()
    await expect(whole.getByRole('heading', { name: 'Tides, in short' })).toBeVisible()
    await expect(whole.getAllByRole('row')).toHaveLength(4)
    await expect(whole.getByText(/Harbour 8/)).toBeInTheDocument()
    await expect(whole.getByText(/tides \* 12\.42/).tagName).toBe('CODE')
  },
}
