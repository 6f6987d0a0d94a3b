import { enumOf, many, mapOf, message, one, OPEN, type MessageType } from '../proto/descriptor.ts'

const HARM_CATEGORIES = [
  'HARM_CATEGORY_UNSPECIFIED',
  'HARM_CATEGORY_DEROGATORY',
  'HARM_CATEGORY_TOXICITY',
  'HARM_CATEGORY_VIOLENCE',
  'HARM_CATEGORY_SEXUAL',
  'HARM_CATEGORY_MEDICAL',
  'HARM_CATEGORY_DANGEROUS',
  'HARM_CATEGORY_HARASSMENT',
  'HARM_CATEGORY_HATE_SPEECH',
  'HARM_CATEGORY_SEXUALLY_EXPLICIT',
  'HARM_CATEGORY_DANGEROUS_CONTENT',
  'HARM_CATEGORY_CIVIC_INTEGRITY',
  'HARM_CATEGORY_JAILBREAK',
].join(' ')

const MEDIA_RESOLUTION =
  'MEDIA_RESOLUTION_UNSPECIFIED MEDIA_RESOLUTION_LOW MEDIA_RESOLUTION_MEDIUM MEDIA_RESOLUTION_HIGH MEDIA_RESOLUTION_ULTRA_HIGH'

/** The subset of OpenAPI that declares what a model writes. */
export const schema: MessageType = message('Schema', {
  type: one(enumOf('Type', 'TYPE_UNSPECIFIED STRING NUMBER INTEGER BOOLEAN ARRAY OBJECT NULL')),
  format: one('string'),
  title: one('string'),
  description: one('string'),
  nullable: one('bool'),
  enum: many('string'),
  items: one(() => schema),
  minItems: one('int64'),
  maxItems: one('int64'),
  properties: mapOf(() => schema),
  required: many('string'),
  propertyOrdering: many('string'),
  minProperties: one('int64'),
  maxProperties: one('int64'),
  anyOf: many(() => schema),
  minimum: one('double'),
  maximum: one('double'),
  minLength: one('int64'),
  maxLength: one('int64'),
  pattern: one('string'),
  example: one('value'),
  default: one('value'),
  additionalProperties: one('value'),
  ref: one('string'),
  defs: mapOf(() => schema),
})

const blob = message('Blob', { mimeType: one('string'), data: one('bytes'), displayName: one('string') })
const fileData = message('FileData', { mimeType: one('string'), fileUri: one('string'), displayName: one('string') })

const functionCall = message('FunctionCall', {
  id: one('string'),
  name: one('string'),
  args: one('struct'),
  partialArgs: many('struct'),
  willContinue: one('bool'),
})

const functionResponse = message('FunctionResponse', {
  id: one('string'),
  name: one('string'),
  response: one('struct'),
  parts: many(() => part),
  willContinue: one('bool'),
  scheduling: one('string'),
})

const DATA =
  'text inlineData fileData functionCall functionResponse executableCode codeExecutionResult toolCall toolResponse audioTranscription'.split(
    ' ',
  )

/** One piece of a turn. */
export const part: MessageType = message(
  'Part',
  {
    text: one('string'),
    inlineData: one(() => blob),
    fileData: one(() => fileData),
    functionCall: one(() => functionCall),
    functionResponse: one(() => functionResponse),
    executableCode: OPEN,
    codeExecutionResult: OPEN,
    toolCall: OPEN,
    toolResponse: OPEN,
    audioTranscription: OPEN,
    thought: one('bool'),
    thoughtSignature: one('bytes'),
    videoMetadata: OPEN,
    partMetadata: OPEN,
    mediaResolution: OPEN,
    mediaProcessing: OPEN,
    speechMetadata: OPEN,
  },
  { data: DATA },
)

/** A turn. */
export const content: MessageType = message('Content', { role: one('string'), parts: many(() => part) })

const functionDeclaration = message('FunctionDeclaration', {
  name: one('string'),
  description: one('string'),
  behavior: one('string'),
  parameters: one(() => schema),
  parametersJsonSchema: one('value'),
  response: one(() => schema),
  responseJsonSchema: one('value'),
})

/** What the model may use. */
export const tool: MessageType = message('Tool', {
  functionDeclarations: many(() => functionDeclaration),
  googleSearch: OPEN,
  googleSearchRetrieval: OPEN,
  codeExecution: OPEN,
  urlContext: OPEN,
  fileSearch: OPEN,
  googleMaps: OPEN,
  computerUse: OPEN,
  mcpServers: many('struct'),
  enterpriseWebSearch: OPEN,
  retrieval: OPEN,
  exaAiSearch: OPEN,
  parallelAiSearch: OPEN,
})

const functionCallingConfig = message('FunctionCallingConfig', {
  mode: one(enumOf('FunctionCallingConfig.Mode', 'MODE_UNSPECIFIED AUTO ANY NONE VALIDATED')),
  allowedFunctionNames: many('string'),
  streamFunctionCallArguments: one('bool'),
})

export const toolConfig: MessageType = message('ToolConfig', {
  functionCallingConfig: one(() => functionCallingConfig),
  retrievalConfig: OPEN,
  includeServerSideToolInvocations: one('bool'),
})

const thinkingConfig = message('ThinkingConfig', {
  includeThoughts: one('bool'),
  thinkingBudget: one('int32'),
  thinkingLevel: one(enumOf('ThinkingConfig.ThinkingLevel', 'THINKING_LEVEL_UNSPECIFIED LOW HIGH MEDIUM MINIMAL')),
})

/** How the model writes. */
export const generationConfig: MessageType = message('GenerationConfig', {
  temperature: one('float'),
  topP: one('float'),
  topK: one('float'),
  candidateCount: one('int32'),
  maxOutputTokens: one('int32'),
  stopSequences: many('string'),
  seed: one('int32'),
  presencePenalty: one('float'),
  frequencyPenalty: one('float'),
  responseMimeType: one('string'),
  responseSchema: one(() => schema),
  responseJsonSchema: one('value'),
  responseFormat: one('value'),
  responseModalities: many(enumOf('GenerationConfig.Modality', 'MODALITY_UNSPECIFIED TEXT IMAGE AUDIO VIDEO')),
  responseLogprobs: one('bool'),
  logprobs: one('int32'),
  thinkingConfig: one(() => thinkingConfig),
  speechConfig: OPEN,
  imageConfig: OPEN,
  mediaResolution: one(enumOf('GenerationConfig.MediaResolution', MEDIA_RESOLUTION)),
  enableEnhancedCivicAnswers: one('bool'),
  audioTimestamp: one('bool'),
  audioTranscriptionConfig: OPEN,
  enableAffectiveDialog: one('bool'),
  modelSelectionConfig: OPEN,
  modelConfig: OPEN,
  routingConfig: OPEN,
  translationConfig: OPEN,
})

const safetySetting = message('SafetySetting', {
  category: one(enumOf('HarmCategory', HARM_CATEGORIES)),
  threshold: one(
    enumOf(
      'SafetySetting.HarmBlockThreshold',
      'HARM_BLOCK_THRESHOLD_UNSPECIFIED BLOCK_LOW_AND_ABOVE BLOCK_MEDIUM_AND_ABOVE BLOCK_ONLY_HIGH BLOCK_NONE OFF',
    ),
  ),
  method: one('string'),
})

const shared = {
  model: one('string'),
  contents: many(() => content),
  systemInstruction: one(() => content),
  tools: many(() => tool),
  toolConfig: one(() => toolConfig),
  safetySettings: many(() => safetySetting),
  generationConfig: one(() => generationConfig),
  cachedContent: one('string'),
  serviceTier: one('string'),
} as const

/** The body of `:generateContent` and `:streamGenerateContent`. */
export const generateContentRequest: MessageType = message('GenerateContentRequest', {
  ...shared,
  store: one('bool'),
})

/** The same at Vertex AI. */
export const vertexGenerateContentRequest: MessageType = message('GenerateContentRequest', {
  ...shared,
  labels: mapOf('string'),
  modelArmorConfig: OPEN,
})

/** The body of `:countTokens`. */
export const countTokensRequest: MessageType = message('CountTokensRequest', {
  model: one('string'),
  contents: many(() => content),
  generateContentRequest: one(() => generateContentRequest),
})

/** The same at Vertex AI, where everything stands at the top. */
export const vertexCountTokensRequest: MessageType = message('CountTokensRequest', {
  model: one('string'),
  contents: many(() => content),
  instances: many('value'),
  systemInstruction: one(() => content),
  tools: many(() => tool),
  generationConfig: one(() => generationConfig),
})

/** The body of `cachedContents`. */
export const cachedContent: MessageType = message('CachedContent', {
  name: one('string'),
  model: one('string'),
  displayName: one('string'),
  contents: many(() => content),
  systemInstruction: one(() => content),
  tools: many(() => tool),
  toolConfig: one(() => toolConfig),
  ttl: one('duration'),
  expireTime: one('timestamp'),
  kmsKeyName: one('string'),
  encryptionSpec: OPEN,
})
