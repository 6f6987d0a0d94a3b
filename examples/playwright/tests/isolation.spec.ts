import { expect, test } from './fixtures.ts'

// Two workers ask the same at the same time, each with answers of its own.
for (const number of [1, 2, 3, 4, 5, 6]) {
  test(`test ${number} sees its own answers alone`, async ({ page, llm }, { workerIndex }) => {
    const own = `Number ${number} of worker ${workerIndex}.`
    llm.configure({ latency: 300 })
    llm.when('who').reply(own)
    for (const path of ['/', '/direct']) {
      await page.goto(path)
      for (let turn = 0; turn < 2; turn++) {
        await page.getByLabel('Ask').fill('Who are you?')
        await page.getByRole('button', { name: 'Send' }).click()
        await expect(page.locator('[role=log] p').nth(turn)).toHaveText(own)
      }
    }
    expect(llm.exchanges.map(({ text }) => text)).toEqual([own, own, own, own])
  })
}
