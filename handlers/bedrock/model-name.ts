/** A model as a path names it. */
export interface ModelName {
  /** The model's own id: `amazon.nova-lite-v1:0`; empty for an ARN that does not tell. */
  readonly id: string
  /** The cross-region profile it is asked through: `us`, `eu`, `global`. */
  readonly profile: string | undefined
  /** Whether an ARN stands in for the id: its account decides what it may call. */
  readonly isArn: boolean
}

/** Prefixes of cross-region inference profiles [1; the AWS guide's list of profiles]. */
const PROFILE = /^(us-gov|us|eu|apac|au|jp|ca|sa|global)\.(?=[a-z0-9]+\.)/
/** `:28k`, `:200k`: the window of provisioned throughput. */
const WINDOW = /:\d+k$/

/** The parts of a model id, of an inference profile, or of an ARN of either. */
export function modelNameOf(asked: string): ModelName {
  if (!asked.startsWith('arn:')) return { ...profiled(asked), isArn: false }
  // arn:partition:service:region:account:kind/name
  const [kind = '', ...rest] = asked.split(':').slice(5).join(':').split('/')
  const name = rest.join('/')
  const tells = kind === 'foundation-model' || kind === 'inference-profile'
  return tells ? { ...profiled(name), isArn: true } : { id: '', profile: undefined, isArn: true }
}

function profiled(name: string): Pick<ModelName, 'id' | 'profile'> {
  const [prefix, profile] = PROFILE.exec(name) ?? []
  const id = name.slice(prefix?.length ?? 0).replace(WINDOW, '')
  return { id, profile }
}
