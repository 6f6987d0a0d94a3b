import {
  cohereChatRequests,
  cohereChatV1Requests,
  cohereEmbedRequests,
  cohereRerankRequests,
} from './requests-cohere.ts'
import { bedrockRequests } from './requests-bedrock.ts'
import { chatRequests } from './requests-chat.ts'
import {
  generateRequests,
  googleChatRequests,
  interactionRequests,
  unknownCount,
  unknownEmbedding,
  streamGenerateRequests,
  vertexGenerateRequests,
  vertexStreamGenerateRequests,
} from './requests-google.ts'
import { messagesRequests } from './requests-messages.ts'
import {
  embeddingRequests,
  legacyRequests,
  moderationRequests,
  voyageEmbeddingRequests,
  voyageRerankRequests,
} from './requests-operations.ts'
import { OTHER_REQUESTS, responded, RESPONDERS } from './requests-others.ts'
import { talk, TALKS } from './requests-compatible.ts'
import { responsesRequests } from './requests-responses.ts'
import type { Ask } from './replay.ts'

/** Requests of ours by endpoint and scenario: each brings about the structure that the facts of the scenario describe. */
export const REQUESTS: Readonly<Record<string, Readonly<Record<string, Ask>>>> = {
  'openai.chat': chatRequests({ model: 'gpt-4o-mini', plainModel: 'gpt-5-mini', oldModel: 'gpt-3.5-turbo' }),
  'openai.responses': responsesRequests,
  'anthropic.messages': messagesRequests,
  'cohere.chat': cohereChatRequests,
  'cohere.chat-v1': cohereChatV1Requests,
  'cohere.embed': cohereEmbedRequests,
  'cohere.rerank': cohereRerankRequests,
  'cohere.rerank-v1': cohereRerankRequests,
  'openai.embeddings': embeddingRequests,
  'openai.moderations': moderationRequests,
  'openai.completions': legacyRequests,
  'voyage.embeddings': voyageEmbeddingRequests,
  'voyage.rerank': voyageRerankRequests,
  'google.generateContent': generateRequests,
  'google.streamGenerateContent': streamGenerateRequests,
  'google.openai-chat': googleChatRequests,
  'google.interactions': interactionRequests,
  'google.batchEmbedContents': unknownEmbedding,
  'google.countTokens': unknownCount,
  'vertex.generateContent': vertexGenerateRequests,
  'vertex.streamGenerateContent': vertexStreamGenerateRequests,
}

/** A request that brings about what the facts of an endpoint's scenario describe. */
export function requestFor(endpoint: string, scenario: string): Ask | undefined {
  const known =
    REQUESTS[endpoint]?.[scenario] ?? OTHER_REQUESTS[endpoint]?.[scenario] ?? bedrockRequests[endpoint]?.[scenario]
  const talker = TALKS[endpoint]
  const responder = RESPONDERS[endpoint]
  return known ?? (talker ? talk(scenario, talker) : responder ? responded(responder, scenario) : undefined)
}

/** Pieces of answers that no rule can ask for yet; scenarios that hold one wait. */
const NOT_YET: readonly string[] = ['cached', 'empty']

/** Whether a scenario waits for something that is not simulated yet. */
export function isNotYet(scenario: string): boolean {
  const words = scenario.split(' ')
  return !words.includes('+armor') && NOT_YET.some((word) => words.includes(word))
}
