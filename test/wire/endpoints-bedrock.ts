import { bedrock } from '../../handlers/bedrock/index.ts'
import { converseDialect, invokeDialect } from './dialect-bedrock.ts'
import type { WireDialect } from './dialect.ts'
import { operationDialect } from './dialect-operations.ts'
import type { Send, WireEndpoint } from './endpoints.ts'
import { post } from './prepare.ts'
import type { Recording } from './recording.ts'
import { uncut } from './uncut.ts'

const SIGNED = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261122/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=00',
}

const MODEL = '/model/us.anthropic.claude-sonnet-4-5-20250929-v1:0'

function at(operation: string, dialect: WireDialect): WireEndpoint {
  return {
    name: `bedrock.${operation}`,
    provider: bedrock,
    dialect,
    path: `${MODEL}/${operation}`,
    headers: SIGNED,
    prepare: sentBefore,
  }
}

/** Whether a model of Anthropic answered, whose format changes on days of its own. */
function isClaude({ request }: Recording): boolean {
  return request.path?.includes('anthropic.claude') === true
}

/** What was read from the cache must have been written: the same request, once before. */
async function sentBefore({ request, response }: Recording, send: Send): Promise<object> {
  const isHit = /"cacheReadInputTokens":[1-9]/.test(JSON.stringify(response))
  if (isHit) await (await post(send, request.path ?? MODEL, uncut(request.body))).arrayBuffer()
  return {}
}

const CLAUDE = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 64,
  messages: [{ role: 'user', content: 'Hello' }],
}

/** A Claude body in place of one that was cut out in base64: with the server tool that the answer refuses by name. */
async function claudeBody({ request, response }: Recording): Promise<{ readonly body?: object }> {
  if (!JSON.stringify(request.body).includes('"<base64')) return {}
  const [, type] = /Input tag '(\w+)'/.exec(JSON.stringify(response.body)) ?? []
  const body = { ...CLAUDE, ...(type ? { tools: [{ type, name: type.replace(/_\d+$/, '') }] } : {}) }
  return { body: { input: { invokeModel: { body: btoa(JSON.stringify(body)) } } } }
}

/** The operations of Amazon Bedrock's runtime. */
export const BEDROCK: readonly WireEndpoint[] = [
  at('converse', converseDialect),
  at('converse-stream', converseDialect),
  ...['invoke', 'invoke-with-response-stream'].flatMap((operation): readonly WireEndpoint[] => [
    { ...at(operation, invokeDialect), from: { name: `bedrock.${operation}`, holds: (one) => !isClaude(one) } },
    {
      ...at(operation, invokeDialect),
      name: `bedrock-claude.${operation}`,
      from: { name: `bedrock.${operation}`, holds: isClaude },
    },
  ]),
  { ...at('count-tokens', operationDialect({})), prepare: claudeBody },
]
