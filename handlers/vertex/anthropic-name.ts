/** `claude-sonnet-4-5@20250929` as Anthropic writes it. */
export function anthropicName(model: string): string {
  return model.replace(/@(?:latest|default)$/, '').replace('@', '-')
}
