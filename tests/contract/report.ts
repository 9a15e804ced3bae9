import { isDeepStrictEqual } from 'node:util';

/** Counts what holds and says what does not. */
export class Report {
  passed = 0;
  failed = 0;

  constructor(private readonly write: (line: string) => void) {}

  section(title: string) {
    this.write(title);
  }

  async check(name: string, holds: () => Promise<void>) {
    try {
      await holds();
      this.passed++;
    } catch (error) {
      this.failed++;
      this.write(`  failed: ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  summary(): string {
    return `${this.passed} passed, ${this.failed} failed`;
  }
}

export function same(actual: unknown, wanted: unknown, what = '') {
  if (!isDeepStrictEqual(actual, wanted)) {
    throw new Error(`${what && `${what}: `}${JSON.stringify(actual)} instead of ${JSON.stringify(wanted)}`);
  }
}
