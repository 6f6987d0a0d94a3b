type Bytes = Uint8Array<ArrayBuffer>

/** A provider's stream after its first content. */
export interface OpenedStream {
  /** What has been read of it. */
  readonly opening: readonly Bytes[]
  readonly reader: ReadableStreamDefaultReader<Bytes>
  /** Ends the provider's side of it. */
  readonly controller: AbortController
  /** Lets go of the client's signal. */
  release(): void
}

/** Reads a stream up to its first content; undefined where it ends or fails in its own data before that. Rejects where it breaks. */
export async function openStream(
  reader: ReadableStreamDefaultReader<Bytes>,
  release: () => void,
  controller: AbortController,
): Promise<OpenedStream | undefined> {
  const opening: Bytes[] = []
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return undefined
    opening.push(value)
    text += decoder.decode(value, { stream: true })
    const seen = firstContent(text)
    if (seen === 'content') return { opening, reader, controller, release }
    if (seen === 'error') {
      await reader.cancel()
      return undefined
    }
  }
}

/** Whether the frames so far say something, or that the stream has failed. */
function firstContent(text: string): 'content' | 'error' | undefined {
  for (const frame of text.split('\n\n').slice(0, -1)) {
    const data = /^data: (.*)$/m.exec(frame)?.[1]
    if (data === undefined) continue
    const chunk = parsed(data)
    if (chunk === undefined) return 'content'
    if (chunk.error) return 'error'
    if (!chunk.choices || chunk.choices.some(saysSomething)) return 'content'
  }
  return undefined
}

interface Choice {
  readonly delta?: Readonly<Record<string, unknown>>
  readonly finish_reason?: string | null
}

function saysSomething({ delta = {}, finish_reason: reason }: Choice): boolean {
  return reason != null || Boolean(delta['content'] || delta['reasoning_content'] || delta['tool_calls'])
}

function parsed(data: string): { readonly error?: unknown; readonly choices?: readonly Choice[] } | undefined {
  try {
    return JSON.parse(data) as { readonly error?: unknown }
  } catch {
    return undefined
  }
}
