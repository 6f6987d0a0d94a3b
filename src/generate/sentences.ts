import type { Random } from '../random.ts'
import type { Language } from './languages.ts'
import type { PromptFacts } from './prompt-facts.ts'
import { capitalised } from './property-names.ts'
import { ABSTRACT_NOUNS, CALM_ADJECTIVES } from './vocabulary.ts'

/** `{s}`: the subject, `{t}`: a word of the prompt, `{n}`: a noun, `{a}`: an adjective. No frame has to agree with the subject's number. */
const FRAMES: readonly string[] = [
  'With {s}, the {n} is a good place to start.',
  'Much of what people notice about {s} comes from its {n}.',
  'Behind {s} there is usually a {a} {n}.',
  'It helps to look at the {n} first and at the {n} after that.',
  'Anyone who looks into {s} soon meets the question of {n}.',
  'The {n} of {s} has changed over time, but its {n} has stayed much the same.',
  'A {a} example often says more about {s} than a long definition.',
  'Most accounts of {s} agree on the {n} and differ on the {n}.',
  'In practice, the {a} parts matter more than the rare ones.',
  'When it comes to {s}, a {a} {n} tends to work best.',
  'Two things stand out: the {n} and the {n}.',
  'There is also a {a} side to {s}, which shows in the {n}.',
  'Seen from a distance, {s} follows a {a} {n}.',
  'That is why the {n} deserves attention early on.',
  'Small changes in the {n} can make a large difference to {s}.',
  'Over the years, the view of {s} has become more {a}.',
  'None of this is complicated once the {n} is clear.',
  'For most purposes, a {a} view of {s} is enough.',
]

const THOUGHTS: readonly string[] = [
  'The question is about {s}, so I should keep to that.',
  'First I will settle what is meant by “{t}”.',
  'The {n} seems to matter most here.',
  'I could start from the {n}, but a {a} example may be easier to follow.',
  'Is there anything about “{t}” that I might be missing?',
  'Let me check whether the {n} and the {n} fit together.',
  'That holds for {s} in general, so the answer can stay {a}.',
  'An exception would be a case where the {n} differs.',
  'I should keep the answer {a} and say what is certain.',
  'Going back to the request, “{t}” is the part that has to be answered.',
  'One way is to compare the {n} with the {n}.',
  'That seems right, so I will move on to the {n}.',
]

/** Writes sentences about a prompt's subject, none twice until all have been used. */
export class SentenceWriter {
  private readonly facts: PromptFacts
  private readonly random: Random
  private readonly language: Language | undefined
  private readonly frames: readonly string[]
  private left: string[] = []
  private nouns: string[] = []

  constructor(facts: PromptFacts, random: Random, language: Language | undefined, kind: 'prose' | 'thought' = 'prose') {
    this.facts = facts
    this.random = random
    this.language = language
    this.frames = kind === 'thought' ? THOUGHTS : (language?.frames ?? FRAMES)
  }

  /** The next sentence. */
  next(): string {
    if (this.left.length === 0) this.left = [...this.frames]
    // The first sentence names the subject.
    const open = this.left.length === this.frames.length ? this.left.filter((one) => one.includes('{s}')) : this.left
    const frame = this.random.pick(open)
    this.left.splice(this.left.indexOf(frame), 1)
    return this.fill(frame)
  }

  /** `count` sentences in one paragraph. */
  paragraph(count: number): string {
    return Array.from({ length: count }, () => this.next()).join(' ')
  }

  /** A noun phrase for headings and list items: `Clear context`. */
  heading(): string {
    return capitalised(this.fill('{a} {n}'))
  }

  /** What the prompt is about. */
  get subject(): string {
    const { subject, names, topics } = this.facts
    const own = topics.filter((word) => word.match(this.language?.words ?? /^$/) === null)
    const [topic] = this.language ? own.toSorted((a, b) => b.length - a.length) : own
    return lowerFirst(
      (this.language ? (names[0] ?? (subject || topic)) : subject || names[0] || topic) ?? 'this question',
    )
  }

  private fill(frame: string): string {
    const { names, topics } = this.facts
    const near = [...names.slice(0, 2), ...topics.slice(0, 4)]
    const filled = frame
      .replaceAll('{s}', () => this.subject)
      .replaceAll('{t}', () => (near.length > 0 ? this.random.pick(near) : this.subject))
      .replaceAll('{n}', () => this.noun())
      .replaceAll('{a}', () => this.random.pick(CALM_ADJECTIVES))
    return capitalised(filled)
  }

  private noun(): string {
    if (this.nouns.length === 0) this.nouns = [...ABSTRACT_NOUNS]
    return this.nouns.splice(this.random.integer(0, this.nouns.length - 1), 1)[0]!
  }
}

function lowerFirst(text: string): string {
  return /^(?:The|A|An|My|Your|Our|How|Why|What) /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
