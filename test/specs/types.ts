/** Imports of the file in which samples are checked. `Wire` is a type as JSON has it: enums, dates and bytes as text, without methods; what may be left out may be null. */
export const PRELUDE = `
import type { OpenAI } from 'openai'
import type { Anthropic } from '@anthropic-ai/sdk'
import type { Groq } from 'groq-sdk'
import type { Together } from 'together-ai'
import type * as Google from '@google/genai'
import type * as Ollama from 'ollama'
import type * as Bedrock from '@aws-sdk/client-bedrock-runtime'
type Wire<T> =
  T extends string ? \`\${T}\`
  : T extends number | boolean | null | undefined ? T
  : T extends Date ? string
  : T extends Uint8Array ? string
  : T extends readonly (infer U)[] ? Wire<U>[]
  : unknown extends T ? T
  : T extends object ? { [K in keyof T as T[K] extends (...args: never) => unknown ? never : K]: Wire<T[K]> | (undefined extends T[K] ? null : never) }
  : T
type List<T> = { object: 'list'; data: T[] }
type Page<T> = { data: T[]; has_more: boolean; first_id: string | null; last_id: string | null }
type OpenAIError = { error: OpenAI.ErrorObject }
type Said = Wire<Omit<Google.GenerateContentResponse, 'text' | 'data' | 'functionCalls' | 'executableCode' | 'codeExecutionResult' | 'sdkHttpResponse' | 'automaticFunctionCallingHistory' | 'initialPromptTokenCount'>>
type Counted = Wire<Omit<Google.CountTokensResponse, 'sdkHttpResponse'>>
type Converse = Omit<Bedrock.ConverseResponse, '$metadata'>
`

/** The type of each kind of sample, as the provider's official client has it from the provider's own document. */
export const TYPES: Readonly<Record<string, string>> = {
  'openai.chat body': 'OpenAI.ChatCompletion',
  'openai.chat event': 'OpenAI.ChatCompletionChunk',
  'openai.chat error': 'OpenAIError',
  'openai.unknown error': 'OpenAIError',
  'openai.completions body': 'OpenAI.Completion',
  'openai.completions event': 'OpenAI.Completion',
  'openai.embeddings body': 'OpenAI.CreateEmbeddingResponse',
  'openai.moderations body': 'OpenAI.ModerationCreateResponse',
  'openai.models body': 'List<OpenAI.Model>',
  'openai.models.get body': 'OpenAI.Model',
  'openai.images body': 'OpenAI.ImagesResponse',
  'openai.images event': 'OpenAI.ImageGenStreamEvent',
  'openai.audio.transcriptions body':
    'OpenAI.Audio.Transcription | OpenAI.Audio.TranscriptionVerbose | OpenAI.Audio.TranscriptionDiarized',
  'openai.audio.transcriptions event': 'OpenAI.Audio.TranscriptionStreamEvent',
  'openai.audio.translations body': 'OpenAI.Audio.Translation | OpenAI.Audio.TranslationVerbose',
  'openai.files body': 'OpenAI.FileObject',
  'openai.files.list body': 'Page<OpenAI.FileObject> & { object: "list" }',
  'openai.files.get body': 'OpenAI.FileObject',
  'openai.files.delete body': 'OpenAI.FileDeleted',
  'openai.batches body': 'OpenAI.Batch',
  'openai.batches.get body': 'OpenAI.Batch',
  'openai.batches.cancel body': 'OpenAI.Batch',
  'openai.batches.list body': 'Page<OpenAI.Batch> & { object: "list" }',
  'openai.responses body': "Omit<OpenAI.Responses.Response, 'output_text'>",
  'openai.responses event': 'OpenAI.Responses.ResponseStreamEvent',
  'openai.responses error': 'OpenAIError',
  'openai.responses.get body': "Omit<OpenAI.Responses.Response, 'output_text'>",
  'openai.responses.cancel body': "Omit<OpenAI.Responses.Response, 'output_text'>",
  'openai.responses.delete body': '{ id: string; object: "response.deleted" | "response"; deleted: boolean }',
  'openai.responses.input_items body': 'OpenAI.Responses.ResponseItemList',
  'openai.responses.input_tokens body': 'OpenAI.Responses.InputTokenCountResponse',
  'openai.responses.compact body': 'OpenAI.Responses.CompactedResponse',
  'openai.conversations body': 'OpenAI.Conversations.Conversation',
  'openai.conversations.get body': 'OpenAI.Conversations.Conversation',
  'openai.conversations.update body': 'OpenAI.Conversations.Conversation',
  'openai.conversations.delete body': 'OpenAI.Conversations.ConversationDeletedResource',
  'openai.conversations.items body': 'OpenAI.Conversations.ConversationItemList',
  'openai.conversations.items.create body': 'OpenAI.Conversations.ConversationItemList',
  'openai.conversations.items.get body': 'OpenAI.Conversations.ConversationItem',
  'anthropic.messages body': 'Anthropic.Message',
  'anthropic.messages event': 'Anthropic.RawMessageStreamEvent',
  'anthropic.messages error': 'Anthropic.ErrorResponse',
  'anthropic.count_tokens body': 'Anthropic.MessageTokensCount',
  'anthropic.models body': 'Page<Anthropic.ModelInfo>',
  'anthropic.models.get body': 'Anthropic.ModelInfo',
  'anthropic.batches body': 'Anthropic.Messages.MessageBatch',
  'anthropic.batches.get body': 'Anthropic.Messages.MessageBatch',
  'anthropic.batches.cancel body': 'Anthropic.Messages.MessageBatch',
  'anthropic.batches.list body': 'Page<Anthropic.Messages.MessageBatch>',
  'anthropic.batches.results event': 'Anthropic.Messages.MessageBatchIndividualResponse',
  'anthropic.batches.delete body': 'Anthropic.Messages.DeletedMessageBatch',
  'anthropic.files body': 'Anthropic.Beta.BetaFileMetadata',
  'anthropic.files.get body': 'Anthropic.Beta.BetaFileMetadata',
  'anthropic.files.list body': 'Page<Anthropic.Beta.BetaFileMetadata>',
  'anthropic.files.delete body': 'Anthropic.Beta.BetaDeletedFile',
  'google.generateContent body': 'Said',
  'google.generateContent event': 'Said',
  'google.countTokens body': 'Counted',
  'google.embedContent body': '{ embedding: Wire<Google.ContentEmbedding>; usageMetadata?: unknown }',
  'google.batchEmbedContents body': "Wire<Omit<Google.EmbedContentResponse, 'sdkHttpResponse'>>",
  'google.cachedContents body': 'Wire<Google.CachedContent>',
  'google.cachedContents.get body': 'Wire<Google.CachedContent>',
  'google.cachedContents.update body': 'Wire<Google.CachedContent>',
  'google.cachedContents.list body': '{ cachedContents?: Wire<Google.CachedContent>[]; nextPageToken?: string }',
  'google.files.upload body': '{ file: Wire<Google.File> } | Record<string, never>',
  'google.files.get body': 'Wire<Google.File>',
  'google.files.list body': '{ files?: Wire<Google.File>[]; nextPageToken?: string }',
  'vertex.generateContent body': 'Said',
  'vertex.generateContent event': 'Said',
  'vertex.countTokens body': 'Counted',
  'groq.chat body': 'Groq.Chat.ChatCompletion',
  'groq.chat event': 'Groq.Chat.ChatCompletionChunk',
  'groq.audio.transcriptions body': 'Groq.Audio.Transcription',
  'groq.audio.translations body': 'Groq.Audio.Translation',
  'groq.models body': 'Groq.ModelListResponse',
  'groq.models.get body': 'Groq.Model',
  'together.chat body': 'Together.Chat.ChatCompletion',
  'together.chat event': 'Together.Chat.ChatCompletionChunk',
  'together.completions body': 'Together.Completion',
  'together.completions event': 'Together.Completion',
  'together.embeddings body': 'Together.Embedding',
  'together.rerank body': 'Together.RerankCreateResponse',
  'together.images body': 'Together.ImageFile',
  'together.models body': 'Together.ModelListResponse',
  'ollama.chat body': 'Wire<Ollama.ChatResponse>',
  'ollama.chat event': 'Wire<Ollama.ChatResponse>',
  'ollama.generate body': 'Wire<Ollama.GenerateResponse>',
  'ollama.generate event': 'Wire<Ollama.GenerateResponse>',
  'ollama.pull body': 'Wire<Ollama.StatusResponse>',
  'ollama.pull event': 'Wire<Ollama.ProgressResponse>',
  'ollama.embed body': 'Ollama.EmbedResponse',
  'ollama.embeddings body': 'Ollama.EmbeddingsResponse',
  'ollama.show body': 'Wire<Ollama.ShowResponse>',
  'ollama.tags body': 'Wire<Ollama.ListResponse>',
  'ollama.ps body': 'Wire<Ollama.ListResponse>',
  'ollama.version body': 'Ollama.VersionResponse',
  'bedrock.converse body': 'Converse',
  'bedrock.converse event': 'Bedrock.ConverseStreamOutput',
  'bedrock.count-tokens body': "Omit<Bedrock.CountTokensResponse, '$metadata'>",
}

const reasons = (why: string, ...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, why]))

/** Kinds and endpoints that are not checked, with the reason. */
export const UNCHECKED: Readonly<Record<string, string>> = {
  ...reasons('the client throws the text of the body', 'google.generateContent error'),
  ...reasons('the client types no error body', 'groq.chat error'),
  ...reasons(
    'the client renames members of files',
    'mistral.files body',
    'mistral.files.list body',
    'mistral.files.get body',
  ),
  ...reasons('the client reads one member and types no body', 'mistral.audio.speech'),
  ...reasons('the client renames members of models', 'google.models body', 'google.models.get body'),
  ...reasons('empty', 'google.files.delete body', 'google.cachedContents.delete body', 'google.batches.delete'),
  ...reasons(
    'no JSON',
    'openai.audio.speech',
    'openai.files.content',
    'mistral.files.content',
    'anthropic.files.content',
    'google.files.download',
    'ollama.root',
  ),
  ...reasons(
    'answers as another endpoint that is checked',
    'openai.images.edits',
    'openai.images.variations',
    'openai.conversations.items.delete',
  ),
  ...reasons(
    'Gemini’s own types hold there, too',
    'vertex.cachedContents',
    'vertex.cachedContents.list',
    'vertex.cachedContents.get',
  ),
  ...reasons('Gemini’s own types hold there, too', 'vertex.cachedContents.update', 'vertex.cachedContents.delete'),
  ...reasons('Anthropic’s own types hold there, too', 'vertex.countTokens.anthropic', 'vertex.rawPredict'),
  ...reasons(
    'OpenAI’s types are not this API’s own',
    'google.openai.chat',
    'google.openai.embeddings',
    'google.openai.models',
  ),
  ...reasons(
    'OpenAI’s types are not this API’s own',
    'google.openai.models.get',
    'vertex.openai.chat',
    'ollama.openai-chat',
  ),
  ...reasons('OpenAI’s types are not this API’s own', 'ollama.openai-embeddings', 'ollama.models', 'ollama.models.get'),
  ...reasons(
    'the client translates jobs',
    'google.batchGenerateContent',
    'google.batches.list',
    'google.batches.get',
    'google.batches.cancel',
  ),
  ...reasons(
    'recordings hold it: the client types its own names',
    'google.interactions',
    'google.interactions.get',
    'google.interactions.cancel',
  ),
  ...reasons(
    'recordings hold it: the client types its own names',
    'google.interactions.delete',
    'vertex.embedContent',
    'vertex.predict',
  ),
  ...reasons('the client types no bodies of models', 'bedrock.invoke'),
  ...reasons('the client has no such call', 'openrouter.:slug', 'cohere.check-api-key'),
}
