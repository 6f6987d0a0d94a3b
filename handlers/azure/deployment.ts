import type { Call } from '../../src/provider.ts'
import { resourceNotFound } from './errors.ts'
import { modelWithin, NOWHERE } from './models.ts'

const VERSION = /^\d{4}-\d{2}-\d{2}(?:-preview)?$/

/** The call as OpenAI would have it: the deployment of the path in place of the body's model, which tells only what a deployment is whose name does not. */
export function fromDeployment(call: Call): Call {
  if (!VERSION.test(call.url.searchParams.get('api-version') ?? '')) throw resourceNotFound()
  const { deployment } = call.params
  const { json } = call
  if (deployment === undefined || typeof json !== 'object' || json === null || Array.isArray(json)) return call
  const told = 'model' in json && typeof json.model === 'string' ? modelWithin(json.model) : undefined
  const isClear = told === undefined || modelWithin(deployment) !== undefined || NOWHERE.test(deployment)
  return { ...call, json: { ...json, model: isClear ? deployment : told } }
}
