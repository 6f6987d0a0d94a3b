// Stands in for src/simulation.ts in `npm run test:serve`: see served.ts.
import { Simulation as Intercepted } from '../../src/simulation.ts'
import { servedFetch } from './served.ts'

export class Simulation extends Intercepted {
  constructor(...given: ConstructorParameters<typeof Intercepted>) {
    super(...given)
    Object.assign(this, { fetch: servedFetch(this) })
  }
}
