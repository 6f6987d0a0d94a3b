const REASONS: Readonly<Record<number, readonly [title: string, text: string]>> = {
  404: ['Not Found', 'The requested URL was not found on this server.'],
  502: [
    'Server Error',
    'The server encountered a temporary error and could not complete your request.<p>Please try again in 30 seconds.',
  ],
}

/** The page of Google's front end, which answers where no service does. */
export function googlePage(status: number): string {
  const [title, text] = REASONS[status] ?? REASONS[502]!
  return `<!DOCTYPE html>
<html lang=en>
  <meta charset=utf-8>
  <meta name=viewport content="initial-scale=1, minimum-scale=1, width=device-width">
  <title>Error ${status} (${title})!!1</title>
  <p><b>${status}.</b> <ins>That’s an error.</ins>
  <p>${text}  <ins>That’s all we know.</ins>
`
}
