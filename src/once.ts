/** What is loaded on first need. */
export interface Once<T> {
  (): Promise<T>
  /** What was loaded; undefined before. */
  readonly loaded: T | undefined
}

/** Loads on first need, once; a load that failed is tried again. */
export function once<T>(load: () => Promise<T>): Once<T> {
  let loading: Promise<T> | undefined
  const attempt = async () => {
    try {
      return (state.loaded = await load())
    } catch (error) {
      loading = undefined
      throw error
    }
  }
  const state: { (): Promise<T>; loaded: T | undefined } = Object.assign(() => (loading ??= attempt()), {
    loaded: undefined as T | undefined,
  })
  return state
}
