import type { RunnerTestCase, RunnerTestSuite } from 'vitest'

/** The tests of a file or suite, those of suites within included. */
export function testsOf(suite: Pick<RunnerTestSuite, 'tasks'>): RunnerTestCase[] {
  return suite.tasks.flatMap((task) => (task.type === 'suite' ? testsOf(task) : [task]))
}

/** The names of a test's suites and its own, with ` > ` between. */
export function fullNameOf(test: RunnerTestCase): string {
  const names = [test.name]
  for (let { suite } = test; suite; { suite } = suite) names.unshift(suite.name)
  return names.join(' > ')
}
