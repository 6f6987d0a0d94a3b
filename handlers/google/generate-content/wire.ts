/** The members of a request after its field names have been made camelCase; only what is read is named. */
export interface WireRequest {
  readonly contents?: readonly WireContent[]
  readonly systemInstruction?: WireContent
  readonly tools?: readonly WireTool[]
  readonly toolConfig?: {
    readonly functionCallingConfig?: {
      readonly mode?: 'MODE_UNSPECIFIED' | 'AUTO' | 'ANY' | 'NONE' | 'VALIDATED'
      readonly allowedFunctionNames?: readonly string[]
      readonly streamFunctionCallArguments?: boolean
    }
    readonly includeServerSideToolInvocations?: boolean
  }
  readonly generationConfig?: WireGenerationConfig
  readonly cachedContent?: string
  readonly serviceTier?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly modelArmorConfig?: Readonly<Record<string, unknown>>
}

export interface WireContent {
  readonly role?: string
  readonly parts?: readonly WirePart[]
}

export interface WirePart {
  readonly text?: string
  readonly thought?: boolean
  readonly thoughtSignature?: string
  readonly inlineData?: { readonly mimeType?: string; readonly data?: string }
  readonly fileData?: { readonly mimeType?: string; readonly fileUri?: string }
  readonly functionCall?: WireFunctionCall
  readonly functionResponse?: {
    readonly id?: string
    readonly name?: string
    readonly response?: Readonly<Record<string, unknown>>
    readonly parts?: readonly WirePart[]
  }
  readonly executableCode?: { readonly language?: string; readonly code?: string }
  readonly codeExecutionResult?: { readonly outcome?: string; readonly output?: string }
}

export interface WireFunctionCall {
  readonly name?: string
  readonly args?: Readonly<Record<string, unknown>>
  readonly id?: string
}

export interface WireTool {
  readonly functionDeclarations?: readonly WireFunctionDeclaration[]
  /** Built-in tools. */
  readonly [builtIn: string]: unknown
}

export interface WireFunctionDeclaration {
  readonly name?: string
  readonly description?: string
  readonly parameters?: WireSchema
  readonly parametersJsonSchema?: Readonly<Record<string, unknown>>
}

export type WireSchema = Readonly<Record<string, unknown>>

export interface WireGenerationConfig {
  readonly temperature?: number
  readonly topP?: number
  readonly topK?: number
  readonly candidateCount?: number
  readonly maxOutputTokens?: number
  readonly stopSequences?: readonly string[]
  readonly responseMimeType?: string
  readonly responseSchema?: WireSchema
  readonly responseJsonSchema?: Readonly<Record<string, unknown>>
  readonly responseModalities?: readonly string[]
  readonly imageConfig?: WireImageConfig
  readonly responseLogprobs?: boolean
  readonly logprobs?: number
  readonly mediaResolution?: string
  readonly thinkingConfig?: {
    readonly includeThoughts?: boolean
    readonly thinkingBudget?: number
    readonly thinkingLevel?: 'THINKING_LEVEL_UNSPECIFIED' | 'LOW' | 'HIGH' | 'MEDIUM' | 'MINIMAL'
  }
}

/** How a picture is to look; its members are read as they come, in either spelling. */
export interface WireImageConfig {
  readonly aspectRatio?: string
  readonly aspect_ratio?: string
  readonly imageSize?: string
  readonly image_size?: string
  readonly imageOutputOptions?: { readonly mimeType?: string; readonly mime_type?: string }
}

/** Input tokens by what they are made of. */
export type Modality = 'TEXT' | 'IMAGE' | 'VIDEO' | 'AUDIO' | 'DOCUMENT'

export interface WireTokensDetail {
  readonly modality: Modality
  /** Absent where it is 0. */
  readonly tokenCount?: number
}

export interface WireCandidate {
  readonly content: { readonly role?: 'model'; readonly parts?: readonly WireAnswerPart[] }
  readonly finishReason?: WireFinishReason
  readonly index?: number
  readonly safetyRatings?: readonly object[]
  readonly groundingMetadata?: object
  readonly urlContextMetadata?: object
  readonly finishMessage?: string
  readonly avgLogprobs?: number
}

export type WireAnswerPart =
  | { readonly text: string; readonly thought?: true; readonly thoughtSignature?: string }
  | { readonly functionCall: WireFunctionCall; readonly thoughtSignature?: string }
  | { readonly executableCode: object; readonly thoughtSignature?: string }
  | { readonly codeExecutionResult: object }
  | { readonly toolCall: object; readonly thoughtSignature?: string }
  | { readonly toolResponse: object; readonly thoughtSignature?: string }
  | { readonly inlineData: { readonly mimeType: string; readonly data: string }; readonly thoughtSignature?: string }

export type WireFinishReason = 'STOP' | 'MAX_TOKENS' | 'SAFETY' | 'OTHER'

export interface WireError {
  readonly error: {
    readonly code: number
    readonly message: string
    readonly status: string
    readonly details?: readonly object[]
  }
}
