import fc from 'fast-check'
import { expect, test } from 'vitest'
import { providers } from '../../handlers/index.ts'
import { checkedBaseUrls, parseBase } from '../../src/addresses.ts'

const addresses = Object.values(providers).flatMap(({ baseUrls }) => baseUrls)
const label = fc.stringMatching(/^[A-Za-z\d-]{1,6}$|^xn--[a-z\d]{1,4}$/)
const segment = fc.stringMatching(/^[\w.~%-]{0,5}$/)
const made = fc
  .tuple(
    fc.constantFrom('https', 'http', 'HTTPS'),
    fc.array(label, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', ':443', ':8000'),
    fc.array(segment, { maxLength: 3 }),
  )
  .map(([scheme, labels, port, path]) => [`${scheme}://${labels.join('.')}${port}`, ...path].join('/'))

test('base URLs are what the parser of the standard makes of them, without a slash at the end', () => {
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...addresses.filter((one) => !one.includes('*'))), made), (address) => {
      if (!URL.canParse(address)) {
        expect(() => checkedBaseUrls('acme', [address])).toThrow('is no base URL of acme')
        return
      }
      const { origin, pathname, host } = new URL(address)
      const normal = `${origin}${pathname}`.replace(/\/+$/, '')
      expect(checkedBaseUrls('acme', [address])).toEqual([normal])
      expect(parseBase(normal)).toEqual({ host, path: pathname.replace(/\/+$/, '') })
    }),
    { numRuns: 2000 },
  )
})
