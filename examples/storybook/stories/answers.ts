/** A long answer with all that Markdown has. */
export const LONG_MARKDOWN = `## Tides, in short

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

> A spring tide has nothing to do with spring.

### Further

${Array.from({ length: 8 }, (_, index) => `- Harbour ${index + 1}: high water ${index + 1} h ${index * 7} min after the moon has passed, and never quite on time.`).join('\n')}`

export const THOUGHT = 'Say the ball costs x. Then the bat costs x + 1, and both 2x + 1 = 1.10. So x = 0.05, not 0.10.'
