/** Paths whose answers name addresses of the provider that clients go on to: uploads, results of batches. */
const WITH_LINKS = /\/(?:upload|files|batches|images)\b/

/** Whether answers at an address may name addresses of the provider. */
export function hasLinks(address: string): boolean {
  return WITH_LINKS.test(address)
}

/** The answer with addresses of the provider turned into those of the server, where clients follow them. */
export async function withOwnLinks(
  response: Response,
  address: string,
  origin: string,
  url: string,
): Promise<Response> {
  const { origin: provider, host } = new URL(address)
  // By Host header, or by the whole address as the path: what sends requests here sends those of the links here, too.
  if (new URL(url).host === host || url.slice(origin.length + 1).startsWith(provider)) return response
  const [prefix] = /^\/\w+/.exec(url.slice(origin.length)) ?? ['']
  const own = prefix === '/v1' ? origin : origin + prefix
  for (const name of ['x-goog-upload-url', 'location']) {
    const value = response.headers.get(name)
    if (value?.startsWith(provider)) response.headers.set(name, own + value.slice(provider.length))
  }
  if (response.headers.get('content-type')?.startsWith('application/json') !== true) return response
  const text = await response.text()
  const { status, statusText, headers } = response
  return new Response(text.replaceAll(`"${provider}/`, `"${own}/`), { status, statusText, headers })
}
