export type { Address, BaseUrlsOption } from './addresses.ts'
export { createManualClock, createRealClock, type Clock, type ManualClock } from './clock.ts'
export { createVirtualClock } from './virtual-clock.ts'
export type {
  Choice,
  Completion,
  ContentPart,
  FinishReason,
  ReasoningPart,
  RefusalPart,
  TextPart,
  ToolCallPart,
  Usage,
} from './completion.ts'
export type { PricedCall, PriceSource } from './cost.ts'
export { ApiError, ERROR_KINDS, UsageError, type ApiErrorOptions, type ErrorKind } from './errors.ts'
export {
  isAnsweredChat,
  isChat,
  type ChatExchange,
  type Exchange,
  type ExchangeState,
  type Schedule,
} from './exchange.ts'
export type {
  AnswerFault,
  BreakFault,
  ContentTypeFault,
  CutMode,
  CutPoint,
  DripFault,
  ErrorFault,
  ErrorWords,
  Fault,
  FaultEffect,
  FaultHandle,
  FaultPlace,
  FaultRule,
  FaultSpec,
  FaultWhen,
  KeepAliveFault,
  PassFault,
  SlowFault,
} from './faults/fault.ts'
export {
  brownOut,
  cutStreams,
  flaky,
  incidents,
  outage,
  sequence,
  slow,
  type IncidentOptions,
  type ScenarioWhen,
} from './faults/scenarios.ts'
export type { ExchangeConditions, ExchangeMatch } from './exchange-match.ts'
export type { ExchangeJson } from './exchange-text.ts'
export type { WaitOptions } from './exchange-view.ts'
export type { JournalEvent, JournalListener, UsageReport, UsageTotals } from './journal.ts'
export type { LatencyOption, LatencyProfile } from './latency.ts'
export {
  createMockResponse,
  type ChatChunk,
  type MockResponseOptions,
  type MockResponseStream,
} from './mock-response.ts'
export type { CostDetails, MockProviderOptions, ProviderStats } from './mock-provider.ts'
export {
  createCatalog,
  type Capability,
  type Model,
  type ModelCatalog,
  type Price,
  type ResolvedModel,
} from './models.ts'
export { completeModel, type ModelInput, type ModelsOption } from './own-models.ts'
export type { SimulationOptions } from './options.ts'
export type { Settings } from './settings.ts'
export type { StreamOf, Streams } from './stream-gate.ts'
export {
  defineProvider,
  lazyProvider,
  type Accounting,
  type Endpoint,
  type LazyProvider,
  type ProviderCard,
  type ProviderDefinition,
} from './provider.ts'
export type { LimitsOption } from './limits-option.ts'
export type { LimitName, Limits, Meter } from './rate-limit.ts'
export type { Answer, AnswerInput, PartInput, ToolCallInput } from './reply/answer.ts'
export type { ChatBody, ChatMessage, ChatRequest } from './reply/chat-body.ts'
export type { Match, MatchConditions, MatchFunction, TextMatch } from './reply/match.ts'
export {
  Rule,
  type Reply,
  type ReplyContext,
  type ReplyFunction,
  type Responder,
  type ResponderContext,
  type TypedTool,
} from './reply/rule.ts'
export type { ScriptStep } from './reply/script.ts'
export type { Middleware } from './middleware.ts'
export { Scope } from './scope.ts'
export type { RecordedChunk, RecordedRequest, RecordedResponse, Recording } from './replay/recording.ts'
export { Verbatim } from './replay/verbatim.ts'
export type { CompletionRequest, InputPart, JsonSchema, Message, ToolDefinition } from './request.ts'
export type { Tokenizer } from './tokens/tokenizer.ts'
export type { TokenizerOption, TokenizersOption } from './tokens/tokenizer-option.ts'
export { RoutingError } from './router/routing-error.ts'
export type {
  Classifier,
  Complexity,
  ConditionalStrategy,
  CooldownOptions,
  ProviderHealth,
  Quality,
  Query,
  ReasonCode,
  RejectReason,
  RouteAttempt,
  RouteCandidate,
  RouteConstraints,
  RouteContext,
  RouteDecision,
  RouteEntry,
  Router,
  RouteRequest,
  RouterOptions,
  RouterStats,
  RoutingErrorCode,
  RoutingRule,
  Strategy,
  StrategyFunction,
  StrategyName,
  ThresholdStrategy,
} from './router/index.ts'
