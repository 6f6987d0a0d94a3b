/** Why a test cannot hold over real sockets. */
export interface Difference {
  readonly why: string
  /** Whether it is chance which way it ends: such a test is left out, every other has to fail. */
  readonly isChance?: true
}

const AUTHOR: Difference = { why: 'mistakes in the use of msw-llm reject llm.fetch; a server answers them' }
const BUFFERS: Difference = {
  why: 'sockets take the whole of a short stream from the server before the client has read its first piece',
}

/** Tests that do not hold in `npm run test:serve`, by file and full name: suites and test, with ` > ` between. */
export const DIFFERENCES: Readonly<Record<string, Readonly<Record<string, Difference>>>> = {
  'test/sdk/base-urls.test.ts': {
    'other paths of such a host stay what they are': {
      why: 'what nobody simulates goes to the network by MSW, not to the server',
    },
  },
  'test/sdk/failover.test.ts': {
    'a minute of failover: the app gets through, and every run leaves the same trace': {
      why: 'the virtual clock does not wait for sockets, so the order of two services is chance',
      isChance: true,
    },
  },
  'test/sdk/limits.test.ts': {
    'requests in flight: a stream that nobody reads is in flight until it is given up': BUFFERS,
  },
  'test/sdk/msw.test.ts': {
    'a client that breaks out of a stream goes on at once, and the exchange is aborted': BUFFERS,
    'an abort in the middle of a stream ends it': BUFFERS,
    'a cancelled reader ends the stream': BUFFERS,
    'a stream that is read to the half waits for its reader, holds nobody up, and a reset ends it': BUFFERS,
  },
  'test/sdk/replay.test.ts': {
    'a HAR of a real chat > a changed request fails and says where it differs, or is answered by the simulated model':
      AUTHOR,
    'recordings of other operations and errors replay, in order where a request came more than once': AUTHOR,
  },
  'test/sdk/uploads.test.ts': {
    'uploads are told of by nobody: what clients fetch to learn about fetch is let through': {
      why: 'is about what MSW lets through',
    },
  },
}
