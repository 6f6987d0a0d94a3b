import { createRandom, fork } from '../random.ts'

/** What a text can be flagged for, in the words that OpenAI and Mistral share. */
export const HARMS = [
  'harassment',
  'harassment/threatening',
  'sexual',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm/intent',
  'self-harm/instructions',
  'self-harm',
  'sexual/minors',
  'violence',
  'violence/graphic',
] as const

export type Harm = (typeof HARMS)[number]

/** How sure the moderation is of each harm, 0 to 1. */
export type HarmScores = Readonly<Record<Harm, number>>

const GROUP =
  '(?:jews?|muslims?|christians?|immigrants?|refugees?|foreigners?|gays?|lesbians?|trans(?:gender)? people|women|black people|white people|asians?|disabled people|mexicans?|africans?|arabs?)'
const MINOR = '(?:child(?:ren)?|minors?|underage|kids?|little (?:girl|boy)s?|schoolgirls?|1[0-7][- ]year[- ]olds?)'
const SEX = '(?:sex(?:ual(?:ly)?)?|porn(?:ography)?|naked|nude|erotic|orgasm|explicit)'
const WEAPON = '(?:bombs?|explosives?|pipe bombs?|grenades?|nerve gas|molotovs?|bioweapons?|ghost guns?)'
const DRUG = '(?:meth(?:amphetamine)?|cocaine|heroin|fentanyl|lsd)'

/** Words that give a text away, by harm; the first match decides. Each pattern is read without regard to case. */
const SIGNS: { readonly [H in Harm]: readonly string[] } = {
  harassment: [
    `you(?:'re| are)(?: all)? (?:(?:such )?an? )?(?:\\w+ )?(?:idiot|moron|loser|pathetic|worthless|stupid|disgusting|ugly|dumb|trash)`,
    `(?:shut up|nobody likes you|everyone hates you|go to hell|i hate you)`,
    `(?:fuck|screw) you`,
  ],
  'harassment/threatening': [
    `(?:i(?:'ll| will|'m going to| am going to| want to)|we(?:'ll| will)) (?:\\w+ )?(?:kill|hurt|stab|shoot|murder|beat|strangle|destroy|find and \\w+) (?:you|him|her|them)`,
    `find (?:you|him|her|them) and (?:kill|hurt|stab|shoot|murder|beat|strangle)`,
    `(?:you(?:'re| are) (?:going to die|dead)|watch your back)`,
  ],
  sexual: [
    `\\b(?:porn(?:ography)?|orgasm|masturbat\\w*|blowjob|erotic|naked sex|have sex|having sex|explicit sex\\w*)\\b`,
  ],
  hate: [
    `(?:all )?${GROUP} (?:are|is) (?:\\w+ )?(?:vermin|subhuman|animals|inferior|parasites|scum|filth|a plague|disgusting|evil|stupid)`,
    `(?:i )?(?:hate|despise) (?:all )?(?:the )?${GROUP}`,
  ],
  'hate/threatening': [
    `(?:kill|exterminate|eliminate|gas|deport and kill|shoot|wipe out) (?:all )?(?:the |those )?${GROUP}`,
    `${GROUP} (?:should|must|deserve to) (?:all )?(?:die|be (?:killed|shot|exterminated))`,
  ],
  illicit: [
    `(?:how (?:to|do i|can i)|steps to|instructions (?:for|to)|help me) (?:\\w+ ){0,3}(?:(?:make|cook|synthesi[sz]e|build|buy|sell) (?:\\w+ ){0,2}(?:${DRUG}|${WEAPON})|shoplift|hotwire|launder money|forge|counterfeit|steal|pick a lock|break into|evade taxes|hack into|phish)`,
    `(?:sell|selling|dealing) (?:\\w+ )?${DRUG}`,
  ],
  'illicit/violent': [
    `(?:make|build|construct|assemble|detonate)(?:ing)? (?:\\w+ ){0,2}${WEAPON}`,
    `how (?:to|do i|can i) (?:kill|murder|poison) (?:someone|a person|my|people|him|her)`,
    `(?:get away with|plan(?:ning)?) (?:a )?murder`,
  ],
  'self-harm/intent': [
    `i(?:'m going to| am going to| will| want to|'ll| plan to) (?:kill myself|end my life|die|cut myself|hurt myself|hang myself|end it all)`,
    `(?:i am|i'm|feeling) suicidal`,
  ],
  'self-harm/instructions': [
    `(?:how (?:to|do i|can i)|best way to|easiest way to|painless way to) (?:kill myself|commit suicide|cut myself|hurt myself|hang myself|overdose|end my life)`,
  ],
  'self-harm': [`(?:kill myself|suicid(?:e|al)|self[- ]harm|cut(?:ting)? myself|end my life|hang myself|hurt myself)`],
  'sexual/minors': [`${MINOR}\\b.{0,40}\\b${SEX}\\b`, `\\b${SEX}\\b.{0,40}\\b${MINOR}`],
  violence: [
    `\\b(?:kill|murder|stab|shoot|slaughter|massacre|behead|strangle|torture)(?:ed|ing|s)? (?:you|him|her|them|people|everyone|someone|the \\w+|all|my \\w+)`,
    `\\b(?:beat (?:\\w+ ){1,2}to death|bomb the|blow up the|mass shooting)\\b`,
  ],
  'violence/graphic': [
    `(?:blood|guts|entrails|intestines|brains) (?:\\w+ ){0,4}(?:spill|splatter|everywhere|pour|gush|spray)\\w*`,
    `(?:dismember|decapitat|disembowel|mutilat|gouge\\w* out)\\w*`,
  ],
}

/** A harm that implies another, weaker one. */
const IMPLIES: Partial<Record<Harm, readonly Harm[]>> = {
  'harassment/threatening': ['harassment', 'violence'],
  'hate/threatening': ['hate', 'violence'],
  'illicit/violent': ['illicit'],
  'self-harm/intent': ['self-harm'],
  'self-harm/instructions': ['self-harm'],
  'sexual/minors': ['sexual'],
  'violence/graphic': ['violence'],
}

const PATTERNS: ReadonlyMap<Harm, readonly RegExp[]> = new Map(
  HARMS.map((harm) => [harm, SIGNS[harm].map((sign) => new RegExp(sign, 'iu'))]),
)

/** From this score on a harm is flagged. */
export const FLAG_THRESHOLD = 0.5

/**
 * Scores of every harm for a text: above {@link FLAG_THRESHOLD} where its words give it away, else as small as those of safe texts (1e-7 to 5e-4, recorded).
 *
 * Pure: the same text has the same scores.
 */
export function moderate(text: string): HarmScores {
  const plain = text.replaceAll(/[’‘]/g, "'")
  const found = new Set(HARMS.filter((harm) => PATTERNS.get(harm)!.some((pattern) => pattern.test(plain))))
  for (const harm of HARMS.filter((one) => found.has(one)))
    for (const implied of IMPLIES[harm] ?? []) found.add(implied)
  const random = createRandom(fork(MODERATION_SEED, text))
  const scores = HARMS.map((harm) => {
    // Multiples of powers of ten in exact arithmetic: `**` ends in other digits on other engines.
    const safe = (1 + 4 * random.next()) / random.pick(TENS)
    const certain = 0.72 + 0.27 * random.next()
    return [harm, found.has(harm) ? certain : safe]
  })
  // One entry per harm has just been made.
  return Object.fromEntries(scores) as HarmScores
}

const MODERATION_SEED = 0x6d6f64
const TENS = [1e4, 1e5, 1e6, 1e7] as const
