import { isReminder } from '../../domain/reminder/ownRules';
import { changeOf, MOST_RULES, type RulerGroup, rulesOf, type Subject, type Terms } from '../../domain/reminder/rules';
import { ROOT_FOLDER } from '../records/folders';
import { RequestError } from '../request';
import { deleteRuleGroup, ruleGroup, ruleGroups, writeRuleGroup } from './ruler';

interface Job {
  subject: Subject;
  /** Uid of the folder that the rules live in. */
  folder: string;
  terms: Terms;
  /** Of the record that the deadlines were read from. */
  version: string;
  /** The group as it was just listed; absent: it is read. */
  current?: RulerGroup;
}

/** Why the rules of a record are not set: what Grafana answered, or that there are too many already. */
export type Trouble = RequestError | 'full';

interface QueueState {
  /** By the record's name. */
  troubles: ReadonlyMap<string, Trouble>;
  /** How many records wait or are being written. */
  working: number;
  /** Grows with every group that was looked at and found or put right. */
  settled: number;
}

/** Of two hundred groups written at once a Grafana on SQLite kept 37. */
const AT_ONCE = 3;
const PAUSES = [1_000, 3_000, 10_000, 30_000];
const PASSING: ReadonlyArray<RequestError['kind']> = [
  'offline',
  'timeout',
  'throttled',
  'server',
  'conflict',
  'exists',
  'unauthorized',
  'format',
];

/** Writes rule groups, a few at a time and the latest of each record only; what fails is tried again, then told. */
export class ReminderQueue {
  private state: QueueState = { troubles: new Map(), working: 0, settled: 0 };
  private readonly listeners = new Set<() => void>();
  private readonly waiting = new Map<string, Job>();
  private readonly running = new Set<string>();
  private readonly preparing = new Map<string, symbol>();
  private count: Promise<number> | undefined;

  constructor(private readonly pauses = PAUSES) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  getState = (): QueueState => this.state;

  set(job: Job): void {
    this.waiting.set(job.subject.name, job);
    this.next();
  }

  /** How many rules of ours there are, as somebody has just read. */
  counted(groups: RulerGroup[]): void {
    this.count = Promise.resolve(ownRules(groups));
  }

  private next(): void {
    for (const [name, job] of this.waiting) {
      if (this.running.size >= AT_ONCE) {
        break;
      }
      if (!this.running.has(name)) {
        this.waiting.delete(name);
        this.running.add(name);
        void this.run(job).finally(() => {
          this.running.delete(name);
          this.change({});
          this.next();
        });
      }
    }
    this.change({});
  }

  private run(job: Job): Promise<void> {
    const { name } = job.subject;
    return this.persist(
      name,
      async (isFirst) => this.tell(name, await this.write(isFirst ? job : { ...job, current: undefined })),
      () => this.waiting.has(name) // a later state of the record is on its way
    );
  }

  /** Does what finds out which rules a record should have, in the same way: what fails is tried again, and told. Never rejects. */
  async prepare(name: string, work: () => Promise<void>): Promise<void> {
    const own = Symbol(name);
    this.preparing.set(name, own);
    await this.persist(
      name,
      async () => {
        await work();
        if (this.preparing.get(name) === own) {
          this.preparing.delete(name);
          if (!this.waiting.has(name) && !this.running.has(name)) {
            this.tell(name, undefined);
          }
        }
      },
      () => this.preparing.get(name) !== own
    );
  }

  private async persist(
    name: string,
    work: (isFirst: boolean) => Promise<void>,
    isOvertaken: () => boolean
  ): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await work(attempt === 0);
        return;
      } catch (thrown) {
        const error = thrown instanceof RequestError ? thrown : new RequestError('format', 0, String(thrown));
        this.tell(name, error);
        const pause = this.pauses.at(attempt);
        if (!PASSING.includes(error.kind) || pause === undefined || attempt >= this.pauses.length) {
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, pause));
        if (isOvertaken()) {
          return;
        }
      }
    }
  }

  private async write({ subject, folder, terms, version, current }: Job): Promise<Trouble | undefined> {
    const { name } = subject;
    const group = current ?? (await ruleGroup(folder, name));
    const wanted = rulesOf(subject, { ...terms, now: Date.now() + (terms.ahead ?? 0) }, version);
    const change = changeOf(name, group, wanted, version);
    if (change.kind === 'none' || change.kind === 'newer') {
      return undefined;
    }
    const more = wanted.length - ownRules(group ? [group] : []);
    const total = await this.total();
    if (more > 0 && total + more > MOST_RULES) {
      return 'full';
    }
    await (change.kind === 'write' ? writeRuleGroup(folder, change.group) : deleteRuleGroup(folder, name));
    this.count = Promise.resolve(total + more);
    return undefined;
  }

  private total(): Promise<number> {
    this.count ??= ruleGroups(ROOT_FOLDER.uid).then(ownRules, (error) => {
      this.count = undefined;
      throw error;
    });
    return this.count;
  }

  private tell(name: string, trouble: Trouble | undefined): void {
    const troubles = new Map(this.state.troubles);
    if (trouble) {
      troubles.set(name, trouble);
    } else {
      troubles.delete(name);
    }
    this.change({ troubles, ...(!trouble && { settled: this.state.settled + 1 }) });
  }

  private change(next: Partial<QueueState>): void {
    this.state = { ...this.state, ...next, working: this.waiting.size + this.running.size };
    this.listeners.forEach((listener) => listener());
  }
}

function ownRules(groups: RulerGroup[]): number {
  return groups.reduce((sum, { rules }) => sum + rules.filter(isReminder).length, 0);
}
