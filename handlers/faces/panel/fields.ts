import { h, type Attributes } from './dom.ts'

/** A labelled field; `more` stands beside the name. */
export function field(name: string, input: HTMLElement, style = '', ...more: readonly Node[]): HTMLElement {
  return h('label', { class: `field ${style}` }, h('span', {}, name, ...more), input)
}

/** A list of values with their names. */
export function select(
  options: readonly (readonly [value: string, name: string])[],
  attributes: Attributes,
): HTMLSelectElement {
  return h('select', attributes, ...options.map(([value, name]) => h('option', { value }, name)))
}

/** A slider. */
export function range(min: string, max: string, step: string, input: () => void): HTMLInputElement {
  return h('input', { type: 'range', min, max, step, input })
}

/** Shows a value, unless somebody is at it. */
export function show(input: HTMLInputElement | HTMLSelectElement, value: string): void {
  if ((input.getRootNode() as ShadowRoot).activeElement !== input && input.value !== value) input.value = value
}
