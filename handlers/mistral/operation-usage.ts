import type { Usage } from '../../src/completion.ts'

/** Usage of embeddings and moderations, with the members that stay null (recorded July and August 2026). */
export function operationUsage({ inputTokens }: Usage, requestCount: number | null = null): object {
  return {
    prompt_audio_seconds: null,
    prompt_tokens: inputTokens,
    total_tokens: inputTokens,
    completion_tokens: 0,
    request_count: requestCount,
    prompt_tokens_details: null,
    completion_tokens_details: null,
    service_tier: null,
    prompt_token_details: null,
  }
}
