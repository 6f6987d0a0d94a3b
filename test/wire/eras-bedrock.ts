import type { Era } from './eras.ts'

/** What changed on the wire of Amazon Bedrock. */
export const BEDROCK_ERAS: readonly Era[] = [
  { provider: 'bedrock', what: 'key usage.serverToolUsage', since: '2026-05-13' },
  { provider: 'bedrock', what: 'key usage.cacheReadInputTokenCount', since: '2025-03-17' },
  { provider: 'bedrock', what: 'key usage.cacheReadInputTokens', since: '2025-03-17' },
  { provider: 'bedrock', what: 'key usage.cacheWriteInputTokenCount', since: '2025-03-17' },
  { provider: 'bedrock', what: 'key usage.cacheWriteInputTokens', since: '2025-03-17' },
  { provider: 'bedrock', what: 'key amazon-bedrock-invocationMetrics.cacheReadInputTokenCount', since: '2025-02-26' },
  { provider: 'bedrock', what: 'key amazon-bedrock-invocationMetrics.cacheWriteInputTokenCount', since: '2025-02-26' },
  { provider: 'bedrock', what: 'key usage.automatedReasoningPolicies', since: '2025-08-19' },
  { provider: 'bedrock', what: 'key usage.automatedReasoningPolicyUnits', since: '2025-08-19' },
  { provider: 'bedrock', what: 'key usage.contentPolicyImageUnits', since: '2025-08-19' },
  { provider: 'bedrock', what: 'key p', since: '2025-01-31' },
  { provider: 'bedrock', what: 'key toolUse.type', since: '2026-08-19' },
  { provider: 'bedrock-claude', what: 'key p', since: '2025-01-31' },
  { provider: 'bedrock-claude', what: 'key type', since: '2024-06-11' },
  { provider: 'bedrock-claude', what: 'key stop_details', since: '2026-07-06' },
  { provider: 'bedrock-claude', what: 'key order', since: '2026-06-18' },
]
