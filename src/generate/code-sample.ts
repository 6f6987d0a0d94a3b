import type { PromptFacts } from './prompt-facts.ts'

/** How a small function looks in one language; `$name` is its name. */
const SAMPLES: readonly (readonly [asked: RegExp, tag: string, code: string])[] = [
  [
    /typescript|\bts\b/i,
    'typescript',
    'export function $name(values: readonly number[]): number {\n  return values.reduce((sum, value) => sum + value, 0)\n}',
  ],
  [
    /javascript|\bjs\b|node(?:\.?js)?\b/i,
    'javascript',
    'export function $name(values) {\n  return values.reduce((sum, value) => sum + value, 0)\n}',
  ],
  [
    /python/i,
    'python',
    'def $name(values):\n    """Return the result for the given values."""\n    return sum(values)',
  ],
  [/\bjava\b/i, 'java', 'static int $name(int[] values) {\n    return java.util.Arrays.stream(values).sum();\n}'],
  [
    /\bgo(?:lang)?\b/i,
    'go',
    'func $name(values []int) int {\n\tsum := 0\n\tfor _, value := range values {\n\t\tsum += value\n\t}\n\treturn sum\n}',
  ],
  [/\brust\b/i, 'rust', 'fn $name(values: &[i64]) -> i64 {\n    values.iter().sum()\n}'],
  [
    /c\+\+|cpp/i,
    'cpp',
    'int $name(const std::vector<int>& values) {\n  return std::accumulate(values.begin(), values.end(), 0);\n}',
  ],
  [/c#|csharp/i, 'csharp', 'static int $name(IEnumerable<int> values) => values.Sum();'],
  [/\bruby\b/i, 'ruby', 'def $name(values)\n  values.sum\nend'],
  [/\bphp\b/i, 'php', 'function $name(array $values): int\n{\n    return array_sum($values);\n}'],
  [/\bsql\b/i, 'sql', 'SELECT id, name, created_at\nFROM $name\nORDER BY created_at DESC\nLIMIT 10;'],
  [/\b(?:bash|shell)\b/i, 'bash', '$name() {\n  printf "%s\\n" "$@"\n}'],
  [/\bhtml\b/i, 'html', '<section id="$name">\n  <h1>$name</h1>\n  <p>Content goes here.</p>\n</section>'],
  [/\bcss\b/i, 'css', '.$name {\n  display: grid;\n  gap: 1rem;\n}'],
]

/** Whether a prompt asks for code. */
export function asksForCode(text: string): boolean {
  return /\b(?:write|implement|create|generate|give|show|fix|refactor|need)\b[^.?!\n]{0,60}\b(?:code|function|class|script|snippet|program|method|query|component|regex)\b|\bcode (?:example|sample|block|for|in)\b|\bimplement\b/i.test(
    text,
  )
}

/** A fenced block in the language that is asked for, TypeScript otherwise. */
export function codeBlock({ text, topics }: PromptFacts): string {
  const [, tag, code] = SAMPLES.find(([asked]) => asked.test(text)) ?? SAMPLES[0]!
  const own = /\b(?:called|named)\s+[`"']?([A-Za-z_]\w{1,40})/.exec(text)?.[1]
  const words = topics.filter(
    (word) =>
      /^[a-z]+$/.test(word) &&
      !SAMPLES.some(([asked]) => asked.test(word)) &&
      !/^(?:class|method|query|implement|number|numbers|array)$/.test(word),
  )
  const snake = words.slice(0, 2).join('_') || 'total'
  const isSnake = /python|ruby|rust|sql|bash|php/.test(tag)
  const name = own ?? (isSnake ? snake : snake.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()))
  return `\`\`\`${tag}\n${code.replaceAll('$name', name)}\n\`\`\``
}
