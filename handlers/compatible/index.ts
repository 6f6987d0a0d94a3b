export { authenticateBy, bearerKey, headerKey, type KeyReader } from '../../src/auth.ts'
export { compatibleProvider, type CompatibleOptions } from './provider.ts'
