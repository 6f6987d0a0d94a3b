import type { ApiError } from '../../../src/errors.ts'
import type { Model } from '../../../src/models.ts'
import { jsonTypeOf } from '../../../src/validation.ts'
import { traitsOf } from '../models.ts'
import { refused } from './issues.ts'
import { BLOCK_KEYS, type ContentBlock, type ConverseRequest, type Message } from './wire.ts'

/** Refuses what has the right shape and still is no conversation that this model takes [5]. */
export function checkRequest(wire: ConverseRequest, model: Model): void {
  const refusal =
    contentIssue(wire.messages ?? []) ??
    orderIssue(wire.messages ?? []) ??
    toolIssue(wire, model) ??
    limitIssue(wire, model) ??
    mediaIssue(wire.messages ?? [], model)
  if (refusal) throw refusal
}

function contentIssue(messages: readonly Message[]): ApiError | undefined {
  for (const [index, { content }] of messages.entries()) {
    if (content.length === 0)
      return refused(
        `The content field in the Message object at messages.${index} is empty. Add a ContentBlock object to the content field and try again.`,
      )
    for (const [at, block] of content.entries()) {
      const issue = blockIssue(block, `messages.${index}.content.${at}`)
      if (issue) return issue
    }
  }
  return undefined
}

function blockIssue(block: ContentBlock, place: string): ApiError | undefined {
  const keys = BLOCK_KEYS.filter((key) => block[key] != null)
  if (keys.length !== 1)
    return refused(`The ContentBlock object at ${place} must set one of the following keys: ${BLOCK_KEYS.join(', ')}.`)
  // Only spaces are blank too (attested); inside of tool results both pass.
  if (block.text != null && block.text.trim() === '')
    return refused(
      `The text field in the ContentBlock object at ${place} is blank. Add text to the text field, and try again.`,
    )
  if (block.toolUse && jsonTypeOf(block.toolUse.input) !== 'object') return jsonIssue(`${place}.toolUse.input`)
  const { content = [], status } = block.toolResult ?? {}
  if (status === 'error' && content.length === 0)
    return refused(`The content field at ${place}.toolResult cannot be empty when status value is error.`)
  const at = content.findIndex(({ json }) => json != null && jsonTypeOf(json) !== 'object')
  return at < 0 ? undefined : jsonIssue(`${place}.toolResult.content.${at}.json`)
}

function jsonIssue(place: string): ApiError {
  return refused(`The format of the value at ${place} is invalid. Provide a json object for the field and try again.`)
}

function orderIssue(messages: readonly Message[]): ApiError | undefined {
  if (messages[0]?.role !== 'user')
    return refused(
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    )
  for (const [index, message] of messages.entries()) {
    const before = messages[index - 1]
    const asked = before?.role === 'assistant' ? idsOf(before, 'toolUse') : []
    const answered = idsOf(message, 'toolResult')
    const missing = asked.filter((id) => !answered.includes(id))
    if (missing.length > 0)
      return refused(
        `Expected toolResult blocks at messages.${index}.content for the following Ids: ${missing.join(', ')}`,
      )
    if (answered.length > asked.length)
      return refused(
        `The number of toolResult blocks at messages.${index}.content exceeds the number of toolUse blocks of previous turn.`,
      )
  }
  return undefined
}

/** Ids of client tools; what the model's vendor ran is answered in the same message. */
function idsOf({ content }: Message, key: 'toolUse' | 'toolResult'): readonly string[] {
  return content.flatMap((block) => {
    if (block.toolUse?.type === 'server_tool_use') return []
    const id = block[key]?.toolUseId
    return id === undefined ? [] : [id]
  })
}

function toolIssue({ messages = [], toolConfig }: ConverseRequest, model: Model): ApiError | undefined {
  const usesTools = messages.some(({ content }) => content.some(({ toolUse, toolResult }) => toolUse ?? toolResult))
  if (!toolConfig)
    return usesTools
      ? refused('The toolConfig field must be defined when using toolUse and toolResult content blocks.')
      : undefined
  if (!model.capabilities.includes('tools')) return refused("This model doesn't support tool use.")
  const names = toolConfig.tools.map(({ toolSpec, systemTool }) => toolSpec?.name ?? systemTool?.name)
  const twice = names.find((name, index) => name !== undefined && names.indexOf(name) !== index)
  if (twice !== undefined)
    return refused(`The tool ${twice} is already defined at toolConfig.tools.${names.indexOf(twice)}.`)
  const wanted = toolConfig.toolChoice?.tool?.name
  if (wanted === undefined || names.includes(wanted)) return undefined
  return refused(
    `The specified tool, ${wanted}, in toolConfig.toolChoice.tool.name is not defined in toolConfig.tools. Define the tool, and try again.`,
  )
}

function limitIssue({ inferenceConfig }: ConverseRequest, { maxOutputTokens }: Model): ApiError | undefined {
  if ((inferenceConfig?.maxTokens ?? 0) <= maxOutputTokens) return undefined
  return refused(
    `The maximum tokens you requested exceeds the model limit of ${maxOutputTokens}. Try again with a maximum tokens value that is lower than ${maxOutputTokens}.`,
  )
}

/** Recorded for video and S3; images and sound by analogy. */
function mediaIssue(messages: readonly Message[], model: Model): ApiError | undefined {
  const isNova = traitsOf(model).family === 'nova'
  const takes = {
    image: model.capabilities.includes('vision'),
    video: isNova && model.capabilities.includes('vision'),
    audio: model.capabilities.includes('audio'),
  }
  for (const block of messages.flatMap(({ content }) => content)) {
    const kind = (['image', 'video', 'audio'] as const).find((one) => block[one] && !takes[one])
    if (kind)
      return refused(
        `This model doesn't support the ${kind} content block that you provided. Update the content block and try again.`,
      )
    const { source } = block.image ?? block.document ?? {}
    if (source?.s3Location && !isNova)
      return refused("This model doesn't support the s3Uri field. Remove s3Uri and try again.")
  }
  return undefined
}
