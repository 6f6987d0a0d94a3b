import { issuesOf, type Field, type Issue, type Path, type Shape } from '../../../src/validation.ts'
import type { WireItem } from './wire.ts'

const ANY: Field = { type: 'any' }
const TEXT: Field = { type: 'string', required: true }
const OPTIONAL: Field = { type: 'string', nullable: true }

function open(fields: Readonly<Record<string, Field>> = {}): Shape {
  return { type: 'object', open: true, fields }
}

/** Parts that users, systems and tools write. */
const INPUT_PART: Shape = {
  type: 'tagged',
  key: 'type',
  shapes: {
    input_text: open({ text: TEXT }),
    input_image: open({ image_url: OPTIONAL, file_id: OPTIONAL }),
    output_text: open({ text: TEXT }),
    refusal: open({ refusal: TEXT }),
    input_file: open({ file_data: OPTIONAL, file_id: OPTIONAL, file_url: OPTIONAL, filename: OPTIONAL }),
    computer_screenshot: open(),
    summary_text: open({ text: TEXT }),
  },
}

/** Parts that the model wrote. */
const OUTPUT_PART: Shape = {
  type: 'tagged',
  key: 'type',
  shapes: { output_text: open({ text: TEXT }), refusal: open({ refusal: TEXT }) },
}

const PARTS: Field = {
  type: 'either',
  required: true,
  shapes: [{ type: 'string' }, { type: 'array', of: INPUT_PART, holds: 'objects' }],
}

const ROLE: Field = { type: 'string', required: true, choice: ['assistant', 'system', 'developer', 'user'] }
const MESSAGE = open({ role: ROLE, content: PARTS })
const ASSISTANT = open({
  role: ROLE,
  content: {
    type: 'either',
    required: true,
    shapes: [{ type: 'string' }, { type: 'array', of: OUTPUT_PART, holds: 'objects' }],
  },
})

const SUMMARY: Field = {
  type: 'array',
  required: true,
  holds: 'objects',
  of: { type: 'tagged', key: 'type', shapes: { summary_text: open({ text: TEXT }) } },
}

/** Every type of item besides messages; what only the model writes is taken as it is. */
const ITEMS: Readonly<Record<string, Shape>> = {
  additional_tools: open(),
  apply_patch_call: open(),
  apply_patch_call_output: open({ call_id: TEXT }),
  code_interpreter_call: open(),
  compaction: open({ encrypted_content: TEXT }),
  compaction_trigger: open(),
  computer_call: open(),
  computer_call_output: open({ call_id: TEXT }),
  custom_tool_call: open({ call_id: TEXT, name: TEXT, input: TEXT }),
  custom_tool_call_output: open({ call_id: TEXT, output: PARTS }),
  file_search_call: open(),
  function_call: open({ call_id: TEXT, name: TEXT, arguments: TEXT }),
  function_call_output: open({ call_id: TEXT, output: PARTS }),
  image_generation_call: open(),
  item_reference: open({ id: TEXT }),
  local_shell_call: open(),
  local_shell_call_output: open(),
  mcp_approval_request: open(),
  mcp_approval_response: open({ approval_request_id: TEXT, approve: { type: 'boolean', required: true } }),
  mcp_call: open(),
  mcp_list_tools: open(),
  message: MESSAGE,
  program: open(),
  program_output: open(),
  reasoning: open({ summary: SUMMARY, content: ANY, encrypted_content: OPTIONAL }),
  shell_call: open(),
  shell_call_output: open({ call_id: TEXT }),
  tool_search_call: open(),
  tool_search_output: open(),
  web_search_call: open(),
}

/** What is wrong with an input item. */
export function itemIssues(item: WireItem, path: Path): readonly Issue[] {
  if (item.type === undefined) {
    if (item.role === undefined && typeof item.id === 'string') return []
    return issuesOf(item, messageShape(item), path)
  }
  const shape = Object.hasOwn(ITEMS, item.type) ? ITEMS[item.type]! : undefined
  if (!shape) return [{ kind: 'choice', allowed: Object.keys(ITEMS), value: item.type, path }]
  return issuesOf(item, item.type === 'message' ? messageShape(item) : shape, path)
}

/** Sound is a part that only its models take; the API does not list it among the others. */
function messageShape({ role, content }: WireItem): Shape {
  if (role === 'assistant') return ASSISTANT
  const hasAudio = Array.isArray(content) && content.some((part: { type?: string }) => part?.type === 'input_audio')
  return hasAudio ? open({ role: ROLE }) : MESSAGE
}

/** The prefix of an item's id by its type. */
export const ID_PREFIXES: Readonly<Record<string, string>> = {
  apply_patch_call: 'apc',
  code_interpreter_call: 'ci',
  compaction: 'cmp',
  computer_call: 'cu',
  custom_tool_call: 'ctc',
  custom_tool_call_output: 'ctco',
  file_search_call: 'fs',
  function_call: 'fc',
  function_call_output: 'fco',
  image_generation_call: 'ig',
  local_shell_call: 'lsh',
  mcp_approval_request: 'mcpr',
  mcp_approval_response: 'mcpar',
  mcp_call: 'mcp',
  mcp_list_tools: 'mcpl',
  message: 'msg',
  reasoning: 'rs',
  shell_call: 'sh',
  shell_call_output: 'sho',
  tool_search_call: 'tsc',
  tool_search_output: 'tso',
  web_search_call: 'ws',
}
