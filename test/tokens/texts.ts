import fc from 'fast-check'

/** Pieces of text that stand on the borders of the split: contractions, white space, marks, pairs, special tokens. */
const FRAGMENTS = [
  "don't",
  "WE'LL",
  "it'ſ",
  "'S",
  "I'Ve",
  "'re",
  "'",
  "''t",
  '’s',
  ' ',
  '  ',
  '\t',
  '\n',
  '\r\n',
  ' \n ',
  '\u0085',
  '\ufeff',
  '\u00a0',
  '\u3000',
  '\u2028',
  '\u200b',
  'camelCase',
  'HTMLParser',
  'ABCdef',
  'ÀÉÎ',
  'ǅungla',
  'straße',
  'ſ',
  'ʰ',
  'ª',
  'א',
  '日本語',
  '漢字かな',
  '한국어',
  'ไทย',
  'हिन्दी',
  'e\u0301',
  '\u0301',
  '\u0301A',
  'A\u0301B',
  '\u{1d400}\u{1d41a}',
  '\u{10400}\u{10428}',
  '\u{20000}',
  '\u{e0100}',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  '🇩🇪',
  '👍🏽',
  '\u{1e900}',
  '1',
  '12345',
  '3.14',
  '٣٤٥',
  '\u{1d7d8}\u{1d7d9}\u{1d7da}\u{1d7db}',
  '½',
  'Ⅻ',
  '\u{11de0}',
  '\u088f',
  '\ua7ce',
  '<|endoftext|>',
  '<|endofprompt|>',
  '<|fim_prefix|>',
  '//',
  '\n//\n',
  '{"key": [1, null]}',
  '```ts\n',
  '- [ ] ',
  '# ',
  '|---|',
  '====',
  '\\u0000',
  '\0',
  '\x07\x1b[0m',
  '\ud800',
  '\udc00',
  '\ud83d',
  '\ufffd',
  '\uffff',
  '\ue000',
  '\u{10ffff}',
]

/** Any text: fragments of all kinds, repeated and mixed with arbitrary code units, lone surrogates among them. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...FRAGMENTS) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...FRAGMENTS), fc.integer({ min: 2, max: 60 }))
          .map(([text, times]) => text.repeat(times)),
      },
      { weight: 2, arbitrary: fc.string({ unit: 'grapheme' }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
      {
        weight: 1,
        arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
      },
      { weight: 1, arbitrary: fc.stringMatching(/^[a-z]{90,300}$/) },
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

/** `text` as UTF-8 carries it. */
export function normalised(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text))
}

/** Every assigned code point in front of a letter and behind one; in lines, as tiktoken is quadratic in long pieces. */
export function everyCodePoint(): string {
  let text = ''
  for (const plane of [0, 1, 2, 3, 14]) {
    for (let low = 0; low < 0x10000; low++) {
      // Planes 2 and 3 hold ideographs only: every 16th stands for all.
      if ((plane === 2 || plane === 3) && low % 16 !== 0) continue
      text += `${String.fromCodePoint(plane * 0x10000 + low)}aA${low % 64 === 0 ? '\n' : ''}`
    }
  }
  return text
}

/** Prose, code, markdown, JSON and other scripts, each unlike the others. */
export const MIXED_TEXTS: readonly string[] = [
  '',
  'The quick brown fox jumps over the lazy dog. It costs $1,234.56 — isn’t that much?\n\nYes.',
  'function add(a: number, b: number): number {\n\treturn a + b // sum\n}\n\n\n  const  x = add( 1,2 );\r\n',
  '# Title\n\n- item *one*\n- item **two**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```json\n{"a":[1,2.5e-3,null,true]}\n```\n',
  JSON.stringify(
    { id: 'chatcmpl-9f3KqZ', created: 1700000000, choices: [{ index: 0, message: { role: 'assistant' } }] },
    null,
    2,
  ),
  'Übermäßig große Straßenlöcher; ça va où déjà? Ελληνικά γράμματα. Русский текст, ещё немного. עברית ועוד. العربية جميلة.',
  '日本語の文章です。漢字とかなが混ざっています。中文文本,没有空格。한국어 문장입니다. ภาษาไทยไม่มีช่องว่าง हिन्दी में लिखा',
  'e\u0301 vs é; Z̷̢̛a̶l̵g̴o̷; 👩‍👩‍👧‍👦 🇫🇷 👍🏽 ❤️ ①②③ ½ Ⅻ',
  'user text with <|endoftext|> and <|im_start|>system<|im_end|> <|fim_prefix|><|endofprompt|>',
  `${' '.repeat(300)}x${'\n'.repeat(50)}${'\t '.repeat(40)}y${' \n'.repeat(40)}   `,
  'lone \ud800 high, lone \udc00 low, wrong \udc00\ud800 order, end \ud83d',
  `${'A'.repeat(500)}${'ab'.repeat(300)}${'0123456789'.repeat(60)}${'='.repeat(700)}${'漢'.repeat(300)}${'\u0301'.repeat(200)}`,
]
