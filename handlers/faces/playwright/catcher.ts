import type { LaunchOptions } from '@playwright/test'
import type { Simulation } from '../../../src/simulation.ts'

/** Where what a worker's tests ask of the providers goes. */
export interface Catcher {
  readonly llm: Simulation
  /** The server's address, without a slash at the end. */
  readonly origin: string
  /** The option of this name, with which Playwright launches every browser of a test. */
  readonly launchOptions: LaunchOptions
  /** The running test's option of this name, which Playwright gives to every context of a test that has none of its own. */
  baseURL: string | undefined
}

/** The server's address for one of the simulation's; undefined for all others. */
export function caughtAddress({ llm, origin }: Catcher, asked: string, baseURL?: string): string | undefined {
  if (!URL.canParse(asked, baseURL)) return undefined
  const { host, href } = new URL(asked, baseURL)
  return host !== '' && llm.at(href) ? `${origin}/${href}` : undefined
}
