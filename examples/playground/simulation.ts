import { createSimulation, Rule } from 'msw-llm'
import { setupWorker } from 'msw/browser'

const MARKDOWN = `## Tides, in short

The sea rises and falls **twice a day**, because the moon pulls at it. Three things decide how far:

1. the *moon*, mostly
2. the *sun*, about half as much
3. the shape of the coast

| Place | Range |
| --- | --- |
| Bay of Fundy | 16 m |
| Brest | 7 m |
| Naples | 0.3 m |

\`\`\`ts
const hours = (tides: number) => tides * 12.42
\`\`\`

> A spring tide has nothing to do with spring.`

/** Three providers, as fast as they are in real life. Without a rule, the simulated model answers. */
export const llm = createSimulation({
  seed: 7,
  latency: 'realistic',
  providers: ['openai', 'anthropic', 'google'],
  // Rules that are given here stay when the panel resets.
  rules: [
    new Rule(/markdown/i).reply(MARKDOWN),
    new Rule(/bat and a ball/i)
      .think('Say the ball costs x. Then the bat costs x + 1, and both 2x + 1 = 1.10. So x = 0.05, not 0.10.')
      .reply('The ball costs **5 cents**: the bat costs $1.05, which is a dollar more, and together that is $1.10.'),
  ],
})

export async function startWorker(): Promise<void> {
  const worker = setupWorker(...llm.handlers)
  await worker.start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url: new URL('./mockServiceWorker.js', document.baseURI).href },
  })
  await llm.ready('openai', 'anthropic', 'google')
}
