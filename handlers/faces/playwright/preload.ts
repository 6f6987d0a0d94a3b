import { markRequests } from './mark-requests.ts'
import { redirect, type Redirects } from './redirect.ts'
import { redirectHttp } from './redirect-http.ts'

/**
 * The option of Node with which an app asks the server instead of the providers.
 *
 * @param markFile holds the mark of the test that runs; undefined where requests are not marked
 */
export function preloadOption(redirects: Redirects, markFile: string | undefined): string {
  const marked = { origin: redirects.to, file: markFile }
  // Marked is what is asked in the end: after it was redirected.
  const script = `import { AsyncLocalStorage } from 'node:async_hooks'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import { urlToHttpOptions } from 'node:url'
const servers = [http.Server, https.Server]
const mark = ${markFile === undefined ? '(address) => address' : `(${markRequests.toString()})(${JSON.stringify(marked)}, { AsyncLocalStorage, readFileSync, servers })`}
const redirected = (${redirect.toString()})(${JSON.stringify(redirects)})
const send = (address) => mark(redirected(address) ?? address);
(${redirectHttp.toString()})(send, { http, https, urlToHttpOptions, syncBuiltinESMExports })`
  return `--import=data:text/javascript,${encodeURIComponent(script)}`
}
