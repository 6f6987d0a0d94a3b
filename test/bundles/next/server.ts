import { createSimulation } from 'msw-llm'
import { setupServer } from 'msw/node'

const llm = createSimulation({ seed: 7 })
llm.when('harbour').reply('The harbour fills without a sound, twice a day.')

export const server = setupServer(...llm.handlers)
