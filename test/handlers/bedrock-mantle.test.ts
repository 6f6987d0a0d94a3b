import { expect, test } from 'vitest'
import { bedrockMantle } from '../../handlers/bedrock/mantle/index.ts'
import { MockProvider } from '../../src/mock-provider.ts'
import { Simulation } from '../../src/simulation.ts'

const simulation = new Simulation({}, [new MockProvider(bedrockMantle)])
const list = (headers: Readonly<Record<string, string>>) =>
  simulation.fetch('https://bedrock-mantle.us-east-1.api.aws/v1/models', { headers })

test('lists its models as recorded', async () => {
  const response = await list({ authorization: 'Bearer bedrock-api-key-x' })
  const body = await response.json()
  expect(Object.keys(body)).toEqual(['data', 'object'])
  expect(body.data.find(({ id }: any) => id === 'openai.gpt-oss-20b')).toEqual({
    created: 1_764_460_800,
    data_retention: {
      allowed_modes: ['default', 'provider_data_share', 'none'],
      mode: 'default',
      source: 'model_default',
    },
    id: 'openai.gpt-oss-20b',
    object: 'model',
    owned_by: 'system',
    status: 'available',
  })
  expect(response.headers.get('access-control-expose-headers')).toContain('x-amzn-usage-reservation-quota')
  expect(response.headers.get('x-request-id')).toBe(response.headers.get('x-amzn-requestid'))
})

test('has facts and a price for every model', () => {
  expect(bedrockMantle.models.models).toHaveLength(15)
  for (const model of bedrockMantle.models.models) expect(model.prices.length, model.id).toBeGreaterThan(0)
})

test('refuses a call without a key', async () => {
  expect((await list({})).status).toBe(401)
})
