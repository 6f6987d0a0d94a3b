import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { UsageError } from '../../src/errors.ts'
import { didYouMean } from '../../src/nearest.ts'
import type { CreateSimulationOptions } from '../create-simulation.ts'

/** What the command line asks for. */
export interface ServeArguments {
  readonly port?: number
  readonly host?: string
  /** Path of the configuration. */
  readonly config?: string
  /** Processes that answer, if more than this one. */
  readonly workers?: number
  /** Options of the simulation; they go before those of the configuration. */
  readonly options: CreateSimulationOptions
}

export const HELP = `Usage: msw-llm serve [options]

Simulates the APIs of LLM providers on one port, for any language.

  -p, --port <number>      where to listen (default 4010; 0: any that is free)
      --host <address>     default 127.0.0.1, which only this machine reaches
  -c, --config <file>      .json or .mjs with options, rules and faults
      --providers <names>  only these, for instance openai,anthropic
      --seed <text>        the start of all randomness
      --latency <ms>       fixed delay of every answer, or: realistic
      --clock <kind>       real (default), virtual or manual
      --cluster [number]   that many processes answer as one (default: one per core)
  -h, --help
`

const OPTIONS = {
  port: { type: 'string', short: 'p' },
  host: { type: 'string' },
  config: { type: 'string', short: 'c' },
  providers: { type: 'string' },
  seed: { type: 'string' },
  latency: { type: 'string' },
  clock: { type: 'string' },
  cluster: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/**
 * Reads the words after `msw-llm`; undefined where help is asked for, by no word at all, too.
 *
 * @throws {UsageError} for unknown words and impossible values
 */
export function readArguments(words: readonly string[]): ServeArguments | undefined {
  const { values, positionals } = parsed(words.map(withNumber))
  const [command, ...others] = positionals
  if (words.length === 0 || values['help'] === true || command === 'help') return undefined
  if (command !== 'serve') throw new UsageError(`${noCommand(command)}\n\n${HELP}`)
  if (others.length > 0) throw new UsageError(`serve takes options alone, not "${others.join(' ')}".\n\n${HELP}`)
  const text = (name: string) => values[name] as string | undefined
  const latency = text('latency')
  const options: Record<string, unknown> = {}
  if (text('providers') !== undefined)
    options['providers'] = text('providers')!
      .split(',')
      .map((name) => name.trim())
  if (text('seed') !== undefined) options['seed'] = text('seed')
  if (text('clock') !== undefined) options['clock'] = text('clock')
  if (latency !== undefined) options['latency'] = latency === 'realistic' ? latency : numberOf('latency', latency)
  return {
    ...(text('port') === undefined ? {} : { port: numberOf('port', text('port')!) }),
    ...(text('host') === undefined ? {} : { host: text('host')! }),
    ...(text('config') === undefined ? {} : { config: text('config')! }),
    ...(text('cluster') === undefined ? {} : { workers: workersOf(text('cluster')!) }),
    options,
  }
}

function noCommand(command: string | undefined): string {
  if (command === undefined) return 'Which command? Options come after it: msw-llm serve --port 4010.'
  return [`There is no command "${command}".`, didYouMean(command, ['serve', 'help'])].filter(Boolean).join(' ')
}

/** `--cluster` takes a number or none, which `parseArgs` does not know. */
function withNumber(word: string, index: number, words: readonly string[]): string {
  return word === '--cluster' && !/^[^-]/.test(words[index + 1] ?? '') ? `--cluster=${availableParallelism()}` : word
}

function workersOf(text: string): number {
  const workers = numberOf('cluster', text)
  if (Number.isInteger(workers) && workers >= 1 && workers <= 256) return workers
  throw new UsageError(`--cluster takes a whole number from 1 to 256, not ${text}.`)
}

function parsed(args: readonly string[]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args, allowPositionals: true, options: OPTIONS })
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n', 1)[0]!} Try: msw-llm serve --help`)
  }
}

function numberOf(name: string, text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0) return value
  throw new UsageError(`--${name} takes a number, not ${JSON.stringify(text)}.`)
}
