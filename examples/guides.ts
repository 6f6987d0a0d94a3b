/** The folders whose README shows what their `#region`s run. */
export const GUIDES = ['unit-test', 'agent', 'retry']
