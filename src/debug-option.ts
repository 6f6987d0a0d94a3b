interface Surroundings {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> }
  readonly localStorage?: { getItem(key: string): string | null }
}

/** Whether the stages of exchanges are shown: `DEBUG` names `msw-llm` (or `*`), in a browser `localStorage.debug` does. */
export function isDebugged(): boolean {
  return namesUs(variable()) || namesUs(stored())
}

/** Deno throws where the environment may not be read. */
function variable(): string | undefined {
  const { process } = globalThis as Surroundings
  try {
    return process?.env?.['DEBUG']
  } catch {
    return undefined
  }
}

function namesUs(value: string | null | undefined): boolean {
  const names = value?.split(/[\s,]+/) ?? []
  return names.some((name) => name === 'msw-llm' || name === 'msw-llm:*' || name === '*') && !names.includes('-msw-llm')
}

/** Pages of some origins have no storage, and throw when they are asked; Node warns of one without a file. */
function stored(): string | null {
  const { process } = globalThis as Surroundings
  try {
    return process?.env ? null : ((globalThis as Surroundings).localStorage?.getItem('debug') ?? null)
  } catch {
    return null
  }
}
