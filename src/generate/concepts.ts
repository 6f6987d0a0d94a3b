import { stemOf } from './words.ts'

/** Everyday words by what they are about: texts on one subject are near each other though they share no word. */
const CONCEPTS = {
  food: 'apple bake bread breakfast butter cake cheese chef chicken cook cuisine delicious dessert dinner dish dough eat flavor flour food fruit garlic grill ingredient kitchen lunch meal meat oven pasta pepper pizza recipe restaurant rice salad salt sauce soup spice sugar taste tomato vegetable',
  animals:
    'animal bark bear beast bird breed cat cow creature deer dog dolphin elephant feline fish fox fur horse kitten lion mammal mouse owl paw pet predator prey puppy rabbit shark sheep species tail tiger whale wild wildlife wolf zoo',
  computing:
    'algorithm api app bug cloud code compile compiler computer cpu data database debug developer docker function git hardware internet javascript kubernetes laptop linux network program programmer programming python query rust server software sql typescript variable web website',
  language_models:
    'ai assistant attention chatbot embedding gpt inference intelligence learning llm machine model neural prompt rag retrieval semantic token train transformer vector',
  sport:
    'athlete ball baseball basketball champion coach cricket cup cycling football game goal goalkeeper hockey league marathon match medal olympic pitch player race referee runner score season soccer sport stadium striker team tennis tournament win',
  weather:
    'blizzard breeze cloud cloudy cold degree drizzle drought flood fog forecast frost hail heat humid hurricane lightning rain rainy shower snow storm storms sun sunny temperature thunder tornado weather wind',
  travel:
    'abroad airport beach book destination flight guide hiking hotel island itinerary journey luggage map museum passenger passport resort road sightseeing station suitcase ticket tour tourist train travel trip vacation visa visit',
  place:
    'capital city country england europe france germany italy london madrid paris berlin rome spain tokyo japan town village border nation',
  money:
    'account bank bond budget cash cost credit currency debt dividend dollar earn economy euro fee finance fund income inflation insurance interest invest investment investor invoice loan market money mortgage pay payment portfolio price profit rate refund salary savings share stock tax trade',
  health:
    'ache allergy antibiotic blood cancer clinic cold cough cure diagnosis diet disease doctor dose exercise fever flu headache health heart hospital illness infection injury medical medication medicine nurse pain patient pharmacy pill prescription recover surgery symptom therapy treatment vaccine virus',
  space:
    'asteroid astronaut astronomer comet cosmic cosmos earth galaxy gravity jupiter launch lunar mars meteor moon nasa orbit planet rocket satellite saturn solar space spacecraft star telescope universe',
  music:
    'album artist band bass beat choir chord composer concert drum drummer guitar guitarist harmony jazz listen lyrics melody music musician note opera orchestra piano rhythm rock sing singer song symphony tune violin',
  garden:
    'bloom compost crop farm farmer fertilizer flower garden gardener grass grow harvest leaf lawn plant pot prune rose seed seedling soil sprout tree tulip water weed',
  vehicle:
    'auto automobile bike brake bus car drive driver engine gasoline fuel highway motor motorcycle road tire traffic truck vehicle wheel',
  law: 'attorney clause contract court crime criminal evidence guilty judge jury law lawsuit lawyer legal liability plaintiff police regulation sue trial verdict witness',
  school:
    'class classroom college course degree education exam grade homework learn lesson professor pupil school student study teach teacher textbook university',
  feeling:
    'afraid angry anxious calm cry emotion enjoy excited feel feeling fear glad grateful happy hate hope joy laugh lonely love mood sad smile worry',
  history:
    'ancient army battle century civilization colony emperor empire historian history independence king kingdom medieval pharaoh queen reign revolution roman soldier throne treaty war',
  shop: 'buy cart checkout customer delivery discount order package product purchase refund return sale sell ship shipping shop store warranty',
} satisfies Record<string, string>

/** Made when first asked for: a test whose answers are all scripted never does. */
let byStem: ReadonlyMap<string, readonly string[]> | undefined

function indexed(): Map<string, string[]> {
  const index = new Map<string, string[]>()
  for (const [concept, words] of Object.entries(CONCEPTS)) {
    for (const word of words.split(/\s+/)) index.set(stemOf(word), [...(index.get(stemOf(word)) ?? []), concept])
  }
  return index
}

/** The subjects that a word's stem belongs to; most words belong to none. */
export function conceptsOf(stem: string): readonly string[] {
  return (byStem ??= indexed()).get(stem) ?? []
}
