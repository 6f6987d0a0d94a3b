export function mountChat(host: HTMLElement): void
