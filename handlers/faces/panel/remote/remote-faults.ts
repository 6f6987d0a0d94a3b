import type { PanelSimulation } from '../panel-simulation.ts'
import type { Act } from './message.ts'

interface Added {
  readonly ids: readonly string[]
}

/** Faults of a simulation that runs elsewhere, as far as they were asked for here. */
export function remoteFaults(act: Act) {
  /** Those that hold until they are taken back. */
  const lasting = new Set<string>()
  const take = (id: string) => {
    lasting.delete(id)
    void act('DELETE', `/faults?id=${id}`)
  }
  const add: PanelSimulation['fault'] = (faults) => {
    const added = act('POST', '/faults', faults).then((answer) => (answer as Added | undefined)?.ids ?? [])
    void added.then((ids) => ids.forEach((id, index) => faults[index]?.next === undefined && lasting.add(id)))
    return { stop: () => void added.then((ids) => ids.forEach(take)) }
  }
  return { add, lasting: () => [...lasting], clear: () => lasting.clear() }
}
