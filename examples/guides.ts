/** The folders whose README shows what their `#region`s run. */
export const GUIDES = [
  'unit-test',
  'agent',
  'retry',
  'budget-test',
  'streaming-ui',
  'from-hand-written-msw',
  'from-aimock',
  'from-nock-or-vcr',
]
