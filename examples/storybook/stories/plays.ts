import { expect, screen, userEvent, waitFor, within } from 'storybook/test'

const PATIENCE = { timeout: 20_000 }

/** Types a question and sends it. */
export async function send(text: string): Promise<void> {
  await userEvent.type(screen.getByLabelText('Message'), text)
  await userEvent.click(screen.getByRole('button', { name: 'Send' }))
}

/** The last answer, as soon as there is one. */
export async function answer(): Promise<HTMLElement> {
  const answers = await screen.findAllByRole('listitem', { name: 'assistant' }, PATIENCE)
  return answers.at(-1)!
}

/** Until nothing is under way any more. */
export async function settled(): Promise<void> {
  await waitFor(() => expect(screen.getByRole('button', { name: 'Send' })).toBeVisible(), PATIENCE)
}

/** The last answer, once it is whole. */
export async function wholeAnswer() {
  await answer()
  await settled()
  return within(await answer())
}

/** What the page says went wrong. */
export function failure(): Promise<HTMLElement> {
  return screen.findByRole('alert', {}, PATIENCE)
}
