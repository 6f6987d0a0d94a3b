import { createSimulation } from 'msw-llm/core'
import { openai } from 'msw-llm/openai'
import { start } from './ask.js'

const llm = createSimulation({ providers: [openai], seed: 7 })
llm.when('harbour').reply('The harbour fills without a sound, twice a day.')
void start(llm.handlers)
