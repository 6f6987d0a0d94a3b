import { createSimulation } from 'msw-llm'
import { start } from './ask.js'

const llm = createSimulation({ seed: 7 })
llm.when('harbour').reply('The harbour fills without a sound, twice a day.')
void start(llm.handlers)
