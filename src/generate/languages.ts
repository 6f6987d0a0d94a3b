/** Phrases of one language. `{s}` stands for the subject. */
export interface Language {
  readonly name: RegExp
  /** Frequent words that give the language away. */
  readonly words: RegExp
  readonly greeting: string
  readonly yes: string
  readonly no: string
  readonly frames: readonly string[]
}

const words = (list: string) => new RegExp(String.raw`(?<!\p{L})(?:${list.replaceAll(' ', '|')})(?!\p{L})`, 'giu')

/** Languages besides English that prompts are answered in. */
export const LANGUAGES: readonly Language[] = [
  {
    name: /^(?:german|deutsch)/i,
    words: words(
      'der die das und ist nicht ein eine einen mir wie was warum bitte über für mit auf den dem zu kannst du ich schreibe erkläre wer wo',
    ),
    greeting: 'Hallo! Schön, von Ihnen zu hören. Wobei kann ich heute helfen?',
    yes: 'Ja',
    no: 'Nein',
    frames: [
      'Beim Thema „{s}“ lohnt sich zuerst ein Blick auf den Zusammenhang.',
      'Vieles daran hat sich über lange Zeit entwickelt und wirkt bis heute nach.',
      'Wer sich mit „{s}“ beschäftigt, stößt bald auf die Frage nach Ursache und Wirkung.',
      'In der Praxis zählt vor allem, was sich einfach überprüfen lässt.',
      'Ein gutes Beispiel macht „{s}“ schnell verständlich.',
      'Am Ende hängt das Ergebnis von den Umständen ab.',
      'Es hilft, die wichtigsten Begriffe zuerst zu klären.',
      'So entsteht Schritt für Schritt ein klares Bild.',
    ],
  },
  {
    name: /^(?:french|français)/i,
    words: words(
      'le la les est une des pour que quoi avec dans moi sur comment pourquoi qui vous je et du au aux quelle quel sont décris explique écris',
    ),
    greeting: 'Bonjour ! Ravi de vous lire. Comment puis-je vous aider aujourd’hui ?',
    yes: 'Oui',
    no: 'Non',
    frames: [
      'Pour parler de « {s} », il est utile de partir du contexte.',
      'Beaucoup de choses se sont construites peu à peu, et cela se voit encore.',
      'Quand on étudie « {s} », on rencontre vite la question des causes et des effets.',
      'En pratique, ce qui compte est ce que l’on peut vérifier simplement.',
      'Un bon exemple rend « {s} » plus facile à comprendre.',
      'Au bout du compte, tout dépend des circonstances.',
      'Il vaut mieux définir d’abord les termes importants.',
      'C’est ainsi que l’ensemble devient clair, pas à pas.',
    ],
  },
  {
    name: /^(?:spanish|español)/i,
    words: words(
      'el la los las es una por para que qué con en sobre cómo cuál quién dónde y del me mi escribe explica háblame son más',
    ),
    greeting: '¡Hola! Es un gusto saludarte. ¿En qué puedo ayudarte hoy?',
    yes: 'Sí',
    no: 'No',
    frames: [
      'Al hablar de «{s}», conviene empezar por el contexto.',
      'Mucho de ello se ha formado con el tiempo y todavía se nota.',
      'Quien estudia «{s}» pronto se pregunta por las causas y los efectos.',
      'En la práctica, lo que cuenta es lo que se puede comprobar con facilidad.',
      'Un buen ejemplo hace que «{s}» sea más fácil de entender.',
      'Al final, el resultado depende de las circunstancias.',
      'Ayuda aclarar primero los términos principales.',
      'Así se forma, paso a paso, una imagen clara.',
    ],
  },
  {
    name: /^(?:italian|italiano)/i,
    words: words(
      'il lo gli è una per che con di sulla come perché chi dove e del della mi scrivi spiega parlami sono cosa nel',
    ),
    greeting: 'Ciao! È un piacere sentirti. Come posso aiutarti oggi?',
    yes: 'Sì',
    no: 'No',
    frames: [
      'Per parlare di «{s}» conviene partire dal contesto.',
      'Molto si è formato nel tempo e si nota ancora oggi.',
      'Chi studia «{s}» incontra presto la questione delle cause e degli effetti.',
      'In pratica conta ciò che si può verificare con facilità.',
      'Un buon esempio rende «{s}» più facile da capire.',
      'Alla fine il risultato dipende dalle circostanze.',
      'Aiuta chiarire prima i termini principali.',
      'Così, passo dopo passo, il quadro diventa chiaro.',
    ],
  },
  {
    name: /^(?:portuguese|português)/i,
    words: words(
      'o os é uma por para que com em sobre como porque quem onde e do da me escreva explique fale são mais não você',
    ),
    greeting: 'Olá! É bom falar com você. Como posso ajudar hoje?',
    yes: 'Sim',
    no: 'Não',
    frames: [
      'Ao falar de “{s}”, convém começar pelo contexto.',
      'Muito disso se formou com o tempo e ainda se nota hoje.',
      'Quem estuda “{s}” logo encontra a questão das causas e dos efeitos.',
      'Na prática, conta aquilo que se pode verificar com facilidade.',
      'Um bom exemplo torna “{s}” mais fácil de entender.',
      'No fim, o resultado depende das circunstâncias.',
      'Ajuda esclarecer primeiro os termos principais.',
      'Assim, passo a passo, o quadro fica claro.',
    ],
  },
]

const ENGLISH = words(
  'the is are a of what how why who where and to in me my please about for with tell write explain do does you i it this that',
)

/** The language of an answer: the one that is asked for, else the prompt's; undefined for English. */
export function languageOf(prompt: string, system: string): Language | undefined {
  const asked =
    /\b(?:answer|reply|respond|write|speak|antworte|responde|réponds)\b[^.\n]{0,40}?\b(?:in|auf|en|em)\s+(\p{L}+)/iu
  const named = asked.exec(prompt)?.[1] ?? asked.exec(system)?.[1]
  const known = named && LANGUAGES.find(({ name }) => name.test(named))
  if (known) return known
  const text = prompt.slice(0, 1_000)
  const count = (pattern: RegExp) => (text.match(pattern) ?? []).length
  const [best] = LANGUAGES.map((language) => ({ language, hits: count(language.words) })).toSorted(
    (a, b) => b.hits - a.hits,
  )
  return best && best.hits >= 2 && best.hits > count(ENGLISH) ? best.language : undefined
}
