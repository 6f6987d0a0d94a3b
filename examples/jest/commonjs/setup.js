// An ES module, since msw-llm is one; Jest loads it before each test file, and the tests may `require` all they like.
import { setupLlm } from 'msw-llm/jest'

globalThis.llm = setupLlm({ seed: 7, latency: 'realistic', clock: 'virtual' })
