import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cohere } from '../../handlers/cohere/index.ts'
import { createManualClock } from '../../src/clock.ts'
import { MockProvider } from '../../src/mock-provider.ts'
import type { PartInput } from '../../src/reply/answer.ts'
import { Rule } from '../../src/reply/rule.ts'
import { Simulation } from '../../src/simulation.ts'

const RECORDINGS = `${process.env['MSW_LLM_RECORDINGS'] ?? '../shared/recordings'}/cohere/chat`

interface Usage {
  readonly billed_units: { readonly input_tokens: number; readonly output_tokens: number }
  readonly tokens: { readonly input_tokens: number; readonly output_tokens: number }
}

interface Sample {
  readonly name: string
  readonly request: Record<string, any>
  readonly reply: readonly PartInput[]
  readonly recorded: Usage
}

/** Unary answers whose requests were kept whole, of models that are still there. */
function samples(): readonly Sample[] {
  return readdirSync(RECORDINGS).flatMap((name): Sample[] => {
    const { request, response } = JSON.parse(readFileSync(`${RECORDINGS}/${name}`, 'utf8'))
    const { body } = response
    const isCut = /<cut: |<base64/.test(JSON.stringify(request.body))
    if (!request.body || isCut || response.status !== 200 || !body || request.body.model === 'command-r') return []
    const { content = [], tool_plan: plan, tool_calls: calls = [] } = body.message
    const blocks = content.map((block: any): PartInput =>
      block.type === 'thinking' ? { type: 'reasoning', text: block.thinking } : { type: 'text', text: block.text },
    )
    const called = calls.map((call: any): PartInput => ({ type: 'tool-call', ...call.function }))
    const said: PartInput[] = plan ? [{ type: 'text', text: plan }] : []
    return [{ name, request: request.body, reply: [...blocks, ...said, ...called], recorded: body.usage }]
  })
}

async function counted({ request, reply }: Sample): Promise<Usage> {
  const rule = new Rule(() => true)
  rule.reply(reply)
  const options = { clock: createManualClock(Date.parse('2026-08-13T12:00:00Z')), rules: [rule] }
  const llm = new Simulation(options, [new MockProvider(cohere)])
  const response = await llm.fetch('https://api.cohere.com/v2/chat', {
    method: 'POST',
    headers: { authorization: 'Bearer key' },
    body: JSON.stringify(request),
  })
  return ((await response.json()) as { readonly usage: Usage }).usage
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const hasRecordings = existsSync(RECORDINGS)
if (!hasRecordings) console.warn(`No recordings at ${RECORDINGS}: token counts are not checked against them.`)

test.skipIf(!hasRecordings)(
  'counts tokens near the recorded ones, also in the half that nothing was fitted to',
  async () => {
    const rows = await Promise.all(
      samples().map(async (sample) => {
        const ours = await counted(sample)
        const off = (of: 'billed_units' | 'tokens', side: 'input_tokens' | 'output_tokens') =>
          Math.abs(ours[of][side] - sample.recorded[of][side]) / Math.max(10, sample.recorded[of][side])
        return {
          name: sample.name,
          input: off('billed_units', 'input_tokens'),
          output: off('billed_units', 'output_tokens'),
          read: off('tokens', 'input_tokens'),
          written: off('tokens', 'output_tokens'),
        }
      }),
    )
    const held = rows.filter((_, index) => index % 2 === 1)
    const errors = (half: typeof rows) => ({
      input: mean(half.map((row) => row.input)),
      output: mean(half.map((row) => row.output)),
      read: mean(half.map((row) => row.read)),
      written: mean(half.map((row) => row.written)),
    })
    const report = {
      n: rows.length,
      all: errors(rows),
      held: errors(held),
      worst: rows.toSorted((a, b) => b.input - a.input).slice(0, 3),
    }
    if (process.env['MSW_LLM_REPORT']) console.log(JSON.stringify(report, null, 1))
    expect(rows.length).toBeGreaterThan(30)
    for (const half of [report.all, report.held]) {
      expect(half.input).toBeLessThan(0.06)
      expect(half.output).toBeLessThan(0.06)
      expect(half.read).toBeLessThan(0.03)
      expect(half.written).toBeLessThan(0.1)
    }
  },
)

test('bills what was said and hides the preamble', async () => {
  const request = { model: 'command-a-03-2025', messages: [{ role: 'user', content: 'Reply with exactly OK.' }] }
  const recorded = {
    billed_units: { input_tokens: 0, output_tokens: 0 },
    tokens: { input_tokens: 0, output_tokens: 0 },
  }
  const usage = await counted({ name: '', request, reply: [{ type: 'text', text: 'OK.' }], recorded })
  expect(usage.billed_units).toEqual({ input_tokens: 5, output_tokens: 2 })
  expect(usage.tokens.input_tokens).toBe(500)
})
