/** Which targets are left alone for a while, after they have failed. */
export class CoolDowns {
  private readonly untilMs = new Map<string, number>()
  private readonly now: () => number

  constructor(now: () => number) {
    this.now = now
  }

  isCooling(name: string): boolean {
    return this.leftMs(name) > 0
  }

  leftMs(name: string): number {
    return Math.max(0, (this.untilMs.get(name) ?? 0) - this.now())
  }

  start(name: string, ms: number): void {
    this.untilMs.set(name, this.now() + ms)
  }

  /** Milliseconds until the first of them may be asked again. */
  shortestMs(): number {
    return Math.max(0, Math.min(...this.untilMs.values()) - this.now())
  }
}
