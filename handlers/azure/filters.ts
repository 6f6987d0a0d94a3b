/** Content filter results, where nothing is found (recorded March and August 2026). */
const SAFE = { filtered: false, severity: 'safe' }
const CLEAN = { detected: false, filtered: false }

/** What the filters say about a prompt. */
export const PROMPT_FILTERS = [
  {
    prompt_index: 0,
    content_filter_results: { hate: SAFE, jailbreak: CLEAN, self_harm: SAFE, sexual: SAFE, violence: SAFE },
  },
]

/** What the filters say about an answer; one that they ended has a category that was filtered. */
export function answerFilters(isFiltered = false): object {
  return {
    hate: SAFE,
    protected_material_code: CLEAN,
    protected_material_text: CLEAN,
    self_harm: SAFE,
    sexual: SAFE,
    violence: isFiltered ? { filtered: true, severity: 'medium' } : SAFE,
  }
}

/** What the filters say about a refused prompt. */
export const BLOCKED = {
  hate: SAFE,
  jailbreak: CLEAN,
  self_harm: SAFE,
  sexual: SAFE,
  violence: { filtered: true, severity: 'medium' },
}
