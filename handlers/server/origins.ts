import { isLoopback } from './addresses.ts'

/**
 * Whether a request may control the simulation of a server that listens on this machine alone: it names the machine, and no page from
 * elsewhere sends it. Without this any web page that the developer visits could read the journal.
 */
export function mayControl({ url, headers }: Pick<Request, 'url' | 'headers'>): boolean {
  if (!isLoopback(new URL(url).host)) return false
  const origin = headers.get('origin')
  return origin === null || (URL.canParse(origin) && isLoopback(new URL(origin).host))
}
