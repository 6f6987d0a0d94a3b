import { authenticateBy, bearerKey, type KeyReader } from '../../src/auth.ts'

/** The access key id of a request that is signed with AWS signature 4, in its header or in its query. */
const accessKey: KeyReader = (call) => {
  const [, inHeader] =
    /^AWS4-(?:HMAC-SHA256|ECDSA-P256-SHA256)\b.*?\bCredential=([^/,\s]+)/.exec(
      call.headers.get('authorization') ?? '',
    ) ?? []
  return inHeader ?? call.url.searchParams.get('X-Amz-Credential')?.split('/')[0]
}

/** By the access key id of a signature, which is not verified, or by a Bedrock API key as bearer token. */
export const authenticate = authenticateBy(accessKey, bearerKey)
