import { afterAll } from 'vitest'
import { closeServers } from './served.ts'

afterAll(closeServers)
