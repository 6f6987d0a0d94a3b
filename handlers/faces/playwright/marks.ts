import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Simulation } from '../../../src/simulation.ts'

/** Tells the requests of a worker's tests apart by the marks that an app gives them. */
export interface Marks {
  /** Where the app reads the mark of the test that runs. */
  readonly file: string
  /** A test begins. */
  begin(title: string): void
  /** It has ended: what is asked on its behalf from now on is refused. */
  end(): void
  /** A request's path and query without its mark; for one that came too late, the answer. */
  read(target: string): string | Response
  /** No test follows. */
  close(): void
}

/** @param llm hears of requests that came too late */
export function createMarks(llm: Pick<Simulation, 'warn'>): Marks {
  const folder = mkdtempSync(join(tmpdir(), 'msw-llm-'))
  const file = join(folder, 'test')
  const titles: string[] = []
  let running = 0
  const write = (mark: string) => writeFileSync(file, mark)
  return {
    file,
    begin(title) {
      running = titles.push(title)
      write(String(running))
    },
    end() {
      running = 0
      write('')
    },
    read(target) {
      const mark = /^\/@(\d+)(?=\/)/.exec(target)
      if (!mark) return target
      const number = Number(mark[1])
      return number === running ? target.slice(mark[0].length) : tooLate(llm, titles[number - 1])
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Gone: clients do not try again. */
function tooLate(llm: Pick<Simulation, 'warn'>, title = 'of another worker'): Response {
  const message = `The app asked a provider on behalf of the test "${title}" after it had ended. The request was refused, and counts for no test.`
  llm.warn(message)
  return Response.json({ error: { message, type: 'msw_llm_late' } }, { status: 410 })
}
