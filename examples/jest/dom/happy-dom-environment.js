import { Window } from 'happy-dom'
import { TestEnvironment } from 'jest-environment-node'

/** Node's environment, and of happy-dom's window what Node does not have, with its events. */
export default class extends TestEnvironment {
  window = new Window({ url: 'http://localhost/' })

  constructor(config, context) {
    super(config, context)
    for (const name of Object.getOwnPropertyNames(this.window)) {
      const isMissing = !(name in this.global) || name.endsWith('Event')
      if (isMissing)
        Object.defineProperty(this.global, name, { value: this.window[name], configurable: true, writable: true })
    }
    this.global.window = this.global
  }

  async teardown() {
    await this.window.happyDOM.close()
    await super.teardown()
  }
}
