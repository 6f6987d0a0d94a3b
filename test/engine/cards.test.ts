import { expect, test } from 'vitest'
import { providers } from '../../handlers/registry.ts'

test.each(Object.entries(providers))('the card of %s says what its definition says', async (name, card) => {
  const definition = await card.load()
  expect(card.name).toBe(name)
  expect(definition).toMatchObject({ name, title: card.title, baseUrls: card.baseUrls })
  expect(definition.models).toBe(card.models)
  expect(Object.keys(definition.tiers ?? {})).toEqual(card.tierNames)
})
