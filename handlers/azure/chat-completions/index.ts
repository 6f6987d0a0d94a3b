import type { Call } from '../../../src/provider.ts'
import { openaiProfile } from '../../openai/chat-completions/index.ts'
import { openaiRules } from '../../openai/chat-completions/openai-rules.ts'
import { parseChat, type ParseRules } from '../../openai/chat-completions/parse.ts'
import type { ChatProfile } from '../../openai/chat-completions/profile.ts'
import { fromDeployment } from '../deployment.ts'
import { deploymentNotFound, encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { chunks } from './chunks.ts'
import { inference } from '../inference/index.ts'
import { encode } from './encode.ts'

const rules: ParseRules = { ...openaiRules, unknownModel: deploymentNotFound }

function at(name: string, path: string, read: (call: Call) => Call): ChatProfile {
  return {
    ...openaiProfile,
    name,
    path,
    parse: (call) => parseChat(read(call), rules),
    body: encode,
    chunks,
    encodeError,
    headers,
  }
}

/** Azure's three addresses of chat completions: v1, classic with the deployment in the path, and Foundry's model inference. */
export const profiles: readonly ChatProfile[] = [
  at('chat', '/openai/v1/chat/completions', (call) => call),
  at('deployments.chat', '/openai/deployments/:deployment/chat/completions', fromDeployment),
  inference(rules),
]
