import { RequestError } from '../request';
import { readVersion } from './store';

/** Somebody who wants to know of changes of a record. */
interface Watcher {
  /** Milliseconds until it wants to know again: asked anew each time, since tabs are hidden and connections are lost. */
  pause: () => number;
  /** `undefined`: the record is gone. */
  told: (version: string | undefined) => void;
}

/** One record: however many parts of a page watch it, one question is asked, as often as the most impatient wants. */
class Watch {
  private readonly watchers = new Set<Watcher>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due = Infinity;
  private isAsking = false;

  constructor(private readonly name: string) {}

  get isEmpty(): boolean {
    return this.watchers.size === 0;
  }

  add(watcher: Watcher): void {
    this.watchers.add(watcher);
    this.schedule();
  }

  remove(watcher: Watcher): void {
    this.watchers.delete(watcher);
    if (this.isEmpty) {
      clearTimeout(this.timer);
    }
  }

  async ask(): Promise<void> {
    if (this.isAsking) {
      return;
    }
    clearTimeout(this.timer);
    this.due = Infinity;
    this.isAsking = true;
    try {
      this.tell(await readVersion(this.name));
    } catch (error) {
      if (error instanceof RequestError && error.kind === 'missing') {
        this.tell(undefined);
      }
    }
    this.isAsking = false;
    this.schedule();
  }

  private tell(version: string | undefined): void {
    this.watchers.forEach(({ told }) => told(version));
  }

  private schedule(): void {
    const due = Date.now() + Math.min(...[...this.watchers].map(({ pause }) => pause()));
    if (!this.isAsking && due < this.due) {
      clearTimeout(this.timer);
      this.due = due;
      this.timer = setTimeout(() => void this.ask(), due - Date.now());
    }
  }
}

const watches = new Map<string, Watch>();

/** Asks for the version of a record again and again, and at once where a hidden tab is shown. Returns what ends it. */
export function watchVersion(name: string, watcher: Watcher): () => void {
  const watch = watches.get(name) ?? new Watch(name);
  watches.set(name, watch);
  watch.add(watcher);
  const shown = () => {
    if (!document.hidden) {
      void watch.ask();
    }
  };
  document.addEventListener('visibilitychange', shown);
  return () => {
    document.removeEventListener('visibilitychange', shown);
    watch.remove(watcher);
    if (watch.isEmpty) {
      watches.delete(name);
    }
  };
}
