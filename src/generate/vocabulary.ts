/** Nouns that fit most subjects. */
export const ABSTRACT_NOUNS: readonly string[] =
  'context history purpose structure setting balance detail scale pattern character function design origin role rhythm background method progress'.split(
    ' ',
  )

/** Adjectives that fit those nouns. */
export const CALM_ADJECTIVES: readonly string[] =
  'clear practical steady careful simple lasting useful familiar gradual central broad modest'.split(' ')
