import { throughMsw } from './exchanges.mjs'
import { streamedChunks } from './streams.mjs'
import { handWritten, simulation } from './subjects.mjs'

const llm = await simulation()
const unary = await throughMsw(llm, await handWritten(llm))
// The short ones compile the code first.
const chunks = await streamedChunks([100, 1000])
console.log(JSON.stringify({ ...unary, stream: chunks[1000] }))
process.exit()
