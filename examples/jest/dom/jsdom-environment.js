import { TestEnvironment } from 'jest-environment-jsdom'

// The web platform of Node, which jest-environment-jsdom hides. SDKs, MSW and `fetch` must share it: an AbortSignal of jsdom's is none to Node.
const NODES =
  `fetch Request Response Headers FormData Blob File AbortController AbortSignal BroadcastChannel structuredClone
  ReadableStream WritableStream TransformStream CompressionStream DecompressionStream
  TextEncoder TextDecoder TextEncoderStream TextDecoderStream`.split(/\s+/)

/** jest-environment-jsdom with the web platform of Node, and with the Node builds of packages. */
export default class extends TestEnvironment {
  customExportConditions = ['node', 'node-addons']

  constructor(config, context) {
    super(config, context)
    for (const name of NODES) this.global[name] = globalThis[name]
  }
}
