const encoder = new TextEncoder()

/** Whether a text is longer than `most` bytes of UTF-8, and how long it is then; undefined where it fits. Cheap for short texts. */
export function bytesOver(text: string, most: number): number | undefined {
  if (text.length * 3 <= most) return undefined
  const bytes = encoder.encode(text).length
  return bytes > most ? bytes : undefined
}
