const GOOD =
  /\b(?:good|great|love[ds]?|lovely|excellent|amazing|awesome|happy|wonderful|fantastic|best|perfect|nice|enjoy\w*|delight\w*|recommend\w*|pleased|helpful|friendly|brilliant|superb|thank\w*)\b/gi
const BAD =
  /\b(?:bad|terrible|awful|hate[ds]?|horrible|worst|poor\w*|disappoint\w*|broken?|sad|angry|useless|slow|rude|refund|never again|waste|boring|annoy\w*|crash\w*|fail\w*|unhappy|dirty|late)\b/gi

const CLASSES: readonly RegExp[] = [/^(?:very )?pos|^good|^happy/i, /^(?:very )?neg|^bad|^unhappy/i, /^neu|^mixed/i]

/** Whether a list of labels is about sentiment. */
export function isSentiment(labels: readonly string[]): boolean {
  return labels.length <= 5 && [0, 1].every((index) => labels.some((label) => CLASSES[index]!.test(label)))
}

/** Index of the label that fits a text's mood. */
export function sentimentOf(text: string, labels: readonly string[]): number {
  const negated = /\b(?:not|n't|never|hardly)\s+(?:\w+\s)?(?=good|great|happy|recommend|nice|helpful)/i.test(text)
  const good = (text.match(GOOD) ?? []).length - (negated ? 1 : 0)
  const bad = (text.match(BAD) ?? []).length + (negated ? 1 : 0)
  const wanted = good > bad ? 0 : bad > good ? 1 : 2
  const index = labels.findIndex((label) => CLASSES[wanted]!.test(label))
  return index === -1 ? 0 : index
}
