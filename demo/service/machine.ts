import { readFileSync, statfsSync } from 'node:fs';
import { cpus, freemem, totalmem } from 'node:os';

/** How busy the machine really is. */
export class Machine {
  private before = cpuTimes();
  private percent = 0;

  constructor() {
    setInterval(() => this.sample(), 5000).unref();
    setTimeout(() => this.sample(), 500).unref();
  }

  cpuPercent(): number {
    return this.percent;
  }

  memoryPercent(): number {
    return (1 - availableMemory() / totalmem()) * 100;
  }

  diskPercent(): number {
    const { blocks, bavail } = statfsSync(process.cwd());
    return blocks ? (1 - bavail / blocks) * 100 : 0;
  }

  private sample() {
    const now = cpuTimes();
    const total = now.total - this.before.total;
    this.percent = total > 0 ? (1 - (now.idle - this.before.idle) / total) * 100 : this.percent;
    this.before = now;
  }
}

function cpuTimes() {
  const times = cpus().map((cpu) => cpu.times);
  return {
    idle: times.reduce((sum, time) => sum + time.idle, 0),
    total: times.reduce((sum, time) => sum + time.user + time.nice + time.sys + time.irq + time.idle, 0),
  };
}

/** Node's `freemem` counts the page cache as used on some systems; Linux says what is really available. */
function availableMemory(): number {
  try {
    const available = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8'));
    return available ? Number(available[1]) * 1024 : freemem();
  } catch {
    return freemem();
  }
}
