import { figuresOf, type LabFigures, type LabRun } from './figures.ts'
import { textOf } from './report-text.ts'

/** How a router fared: plain figures, a text by `String(report)`, a page by `toHtml()`. */
export interface LabReport extends LabFigures {
  /** A summary to read in a terminal. */
  toString(): string
  /** One self-contained HTML page with plots; loads what draws them. */
  toHtml(): Promise<string>
}

/** The report of a run. Its methods are not enumerable, so that it equals its figures and is written as them. */
export function reportOf(run: LabRun): LabReport {
  const figures = figuresOf(run)
  const toHtml = async () => (await import('./page.ts')).pageOf(figures)
  return Object.defineProperties({ ...figures } as LabReport, {
    toString: { value: () => textOf(figures) },
    toHtml: { value: toHtml },
  })
}
