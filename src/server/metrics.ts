// Counts for who runs the server. There is no room, no person and no network in them, and no label a peer can choose.
const helpByName = {
  sockets_opened: 'Connections accepted since the start.',
  messages: 'Messages read from devices since the start.',
  malformed: 'Messages that could not be read since the start.',
  commits: 'Commits of the log since the start.',
  entries: 'Envelopes brought to a commit since the start.',
  scrubs_put_off: 'Times that deleted bytes had to stay in the files until the next time, since the start.',
  errors: 'Unexpected errors inside since the start.',
} as const;

export type Counter = keyof typeof helpByName;

export class Metrics {
  readonly #counts = new Map<Counter, number>();

  add(counter: Counter, by = 1): void {
    this.#counts.set(counter, (this.#counts.get(counter) ?? 0) + by);
  }

  /** The text format of Prometheus. */
  toText(openSockets: number): string {
    const counters = Object.entries(helpByName).map(([name, help]) => {
      // The entries of a literal have its keys as names; Object.entries forgets that.
      const count = this.#counts.get(name as Counter) ?? 0;
      return metricToText(`${name}_total`, 'counter', help, count);
    });
    return [
      ...counters,
      metricToText('sockets', 'gauge', 'Connections open now.', openSockets),
      metricToText('resident_bytes', 'gauge', 'Memory of the process.', process.memoryUsage.rss()),
      metricToText('uptime_seconds', 'gauge', 'Time since the start.', Math.round(process.uptime())),
    ].join('');
  }
}

function metricToText(name: string, type: 'counter' | 'gauge', help: string, value: number): string {
  const full = `samenleerwijzer_${name}`;
  return `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n${full} ${value}\n`;
}
