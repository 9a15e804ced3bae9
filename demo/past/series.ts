export type Labels = Record<string, string | number>;

export interface Series {
  /** The value at this minute; what is not set again has none in the next. */
  value: number;
}

interface Written extends Series {
  head: string;
  text: string;
}

/** Collects the values of series minute by minute and writes them, one series after the other, as OpenMetrics text. */
export class SeriesBoard {
  private readonly all: Written[] = [];

  get count(): number {
    return this.all.length;
  }

  series(name: string, labels: Labels): Series {
    const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
    const series = { head: `${name}{${pairs.join(',')}} `, text: '', value: NaN };
    this.all.push(series);
    return series;
  }

  /** Ends a minute: writes its values down with the time in unix seconds, or forgets them. */
  next(seconds: number | undefined) {
    const time = ` ${seconds}\n`;
    for (const series of this.all) {
      if (seconds !== undefined && !Number.isNaN(series.value)) {
        series.text += series.head + series.value + time;
      }
      series.value = NaN;
    }
  }

  /** All that was written since the last time. */
  take(): string {
    const text = `${this.all.map((series) => series.text).join('')}# EOF\n`;
    this.all.forEach((series) => (series.text = ''));
    return text;
  }
}
