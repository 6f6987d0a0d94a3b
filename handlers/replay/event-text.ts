/** A text body in its events: the pieces between blank lines; a body without any is one piece. */
export function eventsIn(text: string): readonly string[] {
  return text.split(/(?<=\r?\n\r?\n)/).filter((event) => event !== '')
}
