import type { Simulation } from '../../../src/simulation.ts'

/** What the panel needs of a simulation; one that runs elsewhere can be shown by an object with these members. */
export type PanelSimulation = Pick<
  Simulation,
  'exchanges' | 'usage' | 'on' | 'settings' | 'configure' | 'streams' | 'fault' | 'providerNames' | 'clock' | 'reset'
>
