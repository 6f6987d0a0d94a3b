import type { createSimulation } from '../../handlers/index.ts'
import type { Answer, Ask, Driver } from './driver.ts'

type Llm = ReturnType<typeof createSimulation>

/** Sends an ask through `llm.fetch`. */
export function send(
  llm: Llm,
  driver: Driver,
  ask: Ask = {},
  stream = false,
  init: RequestInit = {},
): Promise<Response> {
  const { url, headers, body } = driver
  return llm.fetch(driver.urlOf?.(ask, stream) ?? url, {
    method: 'POST',
    headers: headers('test-key'),
    body: JSON.stringify(body(ask, stream)),
    ...init,
  })
}

/** Sends an ask and reads the answer. */
export async function answerTo(llm: Llm, driver: Driver, ask: Ask = {}, stream = false): Promise<Answer> {
  const response = await send(llm, driver, ask, stream)
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${response.status}: ${text}`)
  return stream ? driver.readStream(text) : driver.read(JSON.parse(text))
}
