/** What `npm run test:serve` leaves out, and why it cannot hold over real sockets: files of which every test does, and tests by name. */
export const LEFT_OUT_FILES: Readonly<Record<string, string>> = {
  'test/sdk/faults.test.ts':
    'every test fakes the timers of the process: sockets and retries of SDKs need those of the machine',
  'test/sdk/limits.test.ts': 'every test fakes the timers of the process',
  'test/sdk/msw.test.ts': 'is about what MSW itself does with answers',
}

export const LEFT_OUT_TESTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'test/sdk/base-urls.test.ts': {
    'other paths of such a host stay what they are':
      'what nobody simulates goes to the network by MSW, not to the server',
  },
  'test/sdk/failover.test.ts': {
    'a minute of failover: the app gets through, and every run leaves the same trace':
      'the virtual clock does not wait for sockets, so the order of two services is chance',
  },
  'test/sdk/replay.test.ts': {
    'a changed request fails and says where it differs, or is answered by the simulated model':
      'mistakes in the use of msw-llm reject llm.fetch; a server answers them',
    'recordings of other operations and errors replay, in order where a request came more than once':
      'mistakes in the use of msw-llm reject llm.fetch; a server answers them',
  },
  'test/sdk/uploads.test.ts': {
    'uploads are told of by nobody: what clients fetch to learn about fetch is let through':
      'is about what MSW lets through',
  },
}
