// Official SDKs, default addresses, dummy keys, and no network: `npm run demo`.
import { createSimulation } from 'msw-llm'
import { setupServer } from 'msw/node'
import { createApp } from './app.mjs'
import { printReport } from './report.mjs'
import { bold, dim, green, heading, line, note, openStream, red, yellow } from './terminal.mjs'

const llm = createSimulation({ seed: 'demo', latency: 'realistic' })
const server = setupServer(...llm.handlers)
const WEATHER = {
  name: 'get_weather',
  description: 'The weather of a city.',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
}

server.listen({ onUnhandledRequest: 'error' })
try {
  await main(createApp())
} finally {
  server.close()
}

async function main(app) {
  const begun = performance.now()
  line(`${bold('msw-llm')}  ${dim('official SDKs, default addresses, dummy keys, no network')}`)
  await streamBoth(app)
  await callTool(app)
  await retryAfterLimit(app)
  await surviveCut(app)

  heading(5, 'What the journal has counted')
  printReport(llm)
  line()
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  line(`  ${dim(`${llm.exchanges.length} exchanges in ${seconds} s, none of which left this process.`)}`)
}

async function streamBoth(app) {
  heading(1, 'Streams at each provider’s pace')
  llm
    .when('why is the sky blue')
    .reply(
      'Sunlight holds every colour. Air scatters the short, blue waves far more than the long, red ones, so blue ' +
        'reaches you from all over the sky, while the rest comes straight from the sun. In the evening the way ' +
        'through the air is so long that most of the blue is gone before it arrives, and the red is what is left.',
    )
  await streamed('openai', 'Why is the sky blue?', (onText) => app.streamGpt('Why is the sky blue?', onText))
  line()
  const prompt = 'How do whales sleep?'
  await streamed('anthropic', prompt, (onText) => app.streamClaude(prompt, onText))
  note('', dim('No script here: the simulated model makes this up from the seed.'))
}

async function streamed(provider, prompt, ask) {
  note('prompt', prompt)
  const stream = openStream(provider)
  await ask(stream.write)
  stream.end()
}

async function callTool(app) {
  heading(2, 'A tool round trip')
  llm.when({ toolResult: true }).reply('It is 21 °C and sunny in Lisbon. Leave the umbrella at home.')
  const prompt = 'What is the weather in Lisbon?'
  note('prompt', prompt)
  let stream
  await app.runAgent(prompt, [WEATHER], {
    onCall(name, input) {
      note('tool call', `${name}(${JSON.stringify(input)})`)
      note('result', '{"celsius":21,"sky":"sunny"}')
      return { celsius: 21, sky: 'sunny' }
    },
    onText(text) {
      stream ??= openStream('anthropic')
      stream.write(text)
    },
  })
  stream.end()
}

async function retryAfterLimit(app) {
  heading(3, 'A 429 that the SDK retries by itself')
  llm.provider('openai').failNext(1, 'rate_limit')
  llm.when('seven times six').reply('Forty-two.')
  const before = llm.exchanges.length
  const prompt = 'What is seven times six?'
  note('prompt', prompt)
  note('openai', await app.askGpt(prompt))
  const exchanges = llm.exchanges.slice(before)
  for (const exchange of exchanges) {
    const status = exchange.status === 200 ? green('200') : yellow(`${exchange.status}`)
    const waited = ((exchange.receivedAtMs - exchanges[0].receivedAtMs) / 1000).toFixed(1)
    const retry = exchange.headers.get('x-stainless-retry-count')
    note(exchange.id, `${status}  at ${waited} s  ${dim(`x-stainless-retry-count: ${retry}`)}`)
  }
}

async function surviveCut(app) {
  heading(4, 'A stream that breaks, and an app that goes on')
  const answer =
    'The Moon pulls the near side of the sea harder than the Earth, and the Earth harder than the far side. ' +
    'So the water stands high on both sides, and the Earth turns through the two hills once a day.'
  llm.when('tides').reply(answer)
  llm.when('stops here:').reply((_, { exchange }) => answer.slice(exchange.prompt.split('stops here: ')[1].length))
  llm.provider('anthropic').cutStreamAfter({ share: 0.6 })
  const prompt = 'Why are there two tides a day?'
  note('prompt', prompt)
  let stream = openStream('anthropic')
  const whole = await app.streamWithFallback(prompt, {
    onText: (text) => stream.write(text),
    onBreak(error, text) {
      stream.end()
      note('broken', `${red(error.type)} ${dim(`in mid-stream, ${text.length} characters kept`)}`)
      stream = openStream('openai')
    },
  })
  stream.end()
  note('whole', whole === answer ? green('the text is complete') : red('the text has a gap'))
}
