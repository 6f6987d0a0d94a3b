import type { LaunchOptions } from '@playwright/test'
import { parseBase } from '../../../src/addresses.ts'
import { isLoopback } from '../../server/addresses.ts'
import type { Catcher } from './catcher.ts'

const SWITCH = '--host-resolver-rules='

/**
 * Launch options with which Chromium finds no provider's host: what no redirect catches, as WebSockets of workers, fails there instead of
 * reaching a provider.
 */
export function withBarrier({ llm, launchOptions }: Catcher, options: LaunchOptions = {}): LaunchOptions {
  const hosts = llm.addresses.flatMap(({ baseUrl, isWholeHost }) => (isWholeHost ? [parseBase(baseUrl).host] : []))
  const foreign = [...new Set(hosts)].filter((host) => !isLoopback(host))
  const rules = foreign.map((host) => `MAP ${host} ~NOTFOUND`)
  if (rules.length === 0) return options
  const args = options.args ?? launchOptions.args ?? []
  // The last switch of a name is the only one.
  const given = args.findLast((one) => one.startsWith(SWITCH))?.slice(SWITCH.length)
  return { ...options, args: [...args, SWITCH + [...(given ? [given] : []), ...rules].join(',')] }
}
