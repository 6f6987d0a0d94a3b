import type { KnownMiss } from './known-misses.ts'

const GUARDRAIL = 'masked by the policies of an account’s guardrail, which the trace lists'
const BY_HAND = 'written by hand: no start, no padding, no metrics'

/** Misses of Amazon Bedrock. */
export const BEDROCK_MISSES: readonly KnownMiss[] = [
  {
    recording: 'bedrock/converse/error-400-us.anthropic.claude-sonnet-4-460d27',
    reason: 'a document by S3 address that the service itself got wrong',
    odd: true,
  },
  {
    recording: 'bedrock/converse/server_tools-us.anthropic.claude-haiku-4--8f7239',
    reason: 'citations by page of a PDF',
    odd: true,
  },
  { recording: 'bedrock/converse/text-amazon.titan-text-express-v1-13bb40', reason: GUARDRAIL, odd: true },
  { recording: 'bedrock/converse/tool_calls-9e8a68', reason: BY_HAND, odd: true },
  { recording: 'bedrock/converse/tool_calls-e1acff', reason: BY_HAND, odd: true },
  { recording: 'bedrock/converse/tool_calls-eddffc', reason: BY_HAND, odd: true },
  {
    recording: 'bedrock/converse-stream/stream-text-amazon.titan-text-express-v1-76a166',
    reason: GUARDRAIL,
    odd: true,
  },
  {
    recording: 'bedrock/converse-stream/stream-reasoning-us.anthropic.claude-haiku-4--3d4e2b',
    reason: 'the recording leaves out the events between the thoughts and the text',
    odd: true,
  },
  {
    recording: 'bedrock/converse-stream/stream-server_tools-us.amazon.nova-2-lite-v1-cd4fbd',
    reason: 'Nova searched the web: its hosted tools are not simulated',
    odd: true,
  },
  {
    recording: 'bedrock/converse-stream/stream-server_tools-us.amazon.nova-2-lite-v1-3a0-99edca',
    reason: 'Nova ran code: its hosted tools are not simulated',
    odd: true,
  },
  {
    recording: 'bedrock/converse-stream/stream-text-us.anthropic.claude-haiku-4--75e069',
    reason: 'citations of a document, which are not streamed here',
    odd: true,
  },
  ...['0cf01e', '1998ee', '5baad7', 'be862c', 'e98f6d'].map((id) => ({
    recording: `bedrock/converse-stream/stream-tool_calls-${id}`,
    reason: BY_HAND,
    odd: true as const,
  })),
  {
    recording: 'bedrock/invoke/error-403-meta.llama2-13b-chat-v1-c1f642',
    reason: 'a token that had expired',
    odd: true,
  },
  { recording: 'bedrock/invoke/text-ai21.j2-mid-v1-83cb3e', reason: 'log probabilities of tokens', odd: true },
  { recording: 'bedrock/invoke/text-amazon.titan-text-express-v1-c99978', reason: GUARDRAIL, odd: true },
  {
    recording: 'bedrock/invoke/text-arn-3aaws-3asagemaker-3aus-e-9db353',
    reason: 'an endpoint of SageMaker',
    odd: true,
  },
  {
    recording: 'bedrock/invoke-with-response-stream/stream-text-amazon.nova-lite-v1-3a0-f2e1da',
    reason: GUARDRAIL,
    odd: true,
  },
  {
    recording: 'bedrock/invoke-with-response-stream/stream-text-amazon.titan-text-express-v1-905c6d',
    reason: GUARDRAIL,
    odd: true,
  },
  {
    recording: 'bedrock/invoke-with-response-stream/stream-text-anthropic.claude-3-sonnet-20-cf2ff2',
    reason: 'ids and names of March 2024',
    odd: true,
  },
]
