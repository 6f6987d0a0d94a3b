import type { Preview } from '@storybook/react-vite'
import { mswLoader } from 'msw-storybook-addon/csf3'
import { mountPanel } from 'msw-llm/panel'
import { withLlm } from 'msw-llm/storybook'
import { llm, scenarios, WEATHER_TOOL } from './llm.ts'
import '../src/chat.css'

// Floats at the lower right of each story: what was asked, what it would have cost, and switches to break it.
mountPanel(llm, { scenarios })

const preview: Preview = {
  loaders: [mswLoader()],
  // The simulation starts anew before each story, and does what its `parameters.llm` say.
  beforeEach: withLlm(llm, { scenarios }),
  parameters: {
    layout: 'fullscreen',
    msw: {
      // The app's own route, which useChat asks. The providers' own addresses are answered without further words.
      handlers: [llm.uiMessageStream('/api/chat', { model: 'gpt-5-mini', tools: { get_weather: WEATHER_TOOL } })],
    },
  },
}

export default preview
