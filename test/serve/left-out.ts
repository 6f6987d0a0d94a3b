/** Suites that `npm run test:serve` leaves out, and why they cannot hold over real sockets. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'test/sdk/faults.test.ts': 'fakes the timers of the process: sockets and retries of SDKs need those of the machine',
  'test/sdk/limits.test.ts': 'fakes the timers of the process, too',
  'test/sdk/msw.test.ts': 'is about what MSW itself does with answers',
}
