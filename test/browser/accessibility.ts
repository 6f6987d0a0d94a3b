import type { Page } from 'playwright-core'

const CONTROLS = ['button', 'combobox', 'slider', 'switch', 'spinbutton', 'textbox', 'checkbox', 'link']

/** Role and name of every control of the page, as assistive software is told. */
export async function accessibleNames(
  page: Page,
): Promise<readonly { readonly role: string; readonly name: string }[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  return nodes
    .filter(({ ignored, role }) => !ignored && CONTROLS.includes(String(role?.value)))
    .map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? '').trim() }))
}

/** Texts below `host` (in its shadow root, where it has one) whose contrast is under 4.5 to 1; disabled controls aside. */
export function lowContrasts(page: Page, host: string): Promise<readonly string[]> {
  return page.evaluate((selector) => {
    const channels = (colour: string) => {
      const numbers = (colour.match(/[\d.]+/g) ?? []).map(Number)
      return colour.startsWith('color(srgb') ? numbers.map((one, index) => (index < 3 ? one * 255 : one)) : numbers
    }
    const luminance = (colour: readonly number[]) => {
      const [red, green, blue] = colour.slice(0, 3).map((value) => {
        const share = value / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      }) as [number, number, number]
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const groundOf = (element: Element | null): readonly number[] => {
      for (let one = element; one; one = one.parentElement ?? (one.getRootNode() as ShadowRoot).host ?? null) {
        const colour = channels(getComputedStyle(one).backgroundColor)
        if (colour[3] !== 0) return colour
      }
      return matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0] : [255, 255, 255]
    }
    const root = document.querySelector(selector)!
    const low: string[] = []
    for (const element of (root.shadowRoot ?? root).querySelectorAll('*')) {
      const text = [...element.childNodes].map((node) => (node.nodeType === 3 ? node.textContent!.trim() : '')).join('')
      const isShown = element.checkVisibility() && element.clientWidth + element.getBoundingClientRect().width > 2
      if (text === '' || !isShown || element.tagName === 'STYLE' || element.closest(':disabled')) continue
      const [ink, ground] = [channels(getComputedStyle(element).color), groundOf(element)].map((one) => luminance(one!))
      const ratio = (Math.max(ink!, ground!) + 0.05) / (Math.min(ink!, ground!) + 0.05)
      if (ratio < 4.5) low.push(`${text.slice(0, 40)}: ${ratio.toFixed(2)}`)
    }
    return low
  }, host)
}
