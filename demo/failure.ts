/** Something that a person can mend: its message is one clear sentence, shown without a stack. */
export class Failure extends Error {}

/** Runs a command line tool: failures are one sentence on standard error and exit code 1. */
export function run(main: () => Promise<void>) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Failure ? error.message : describe(error)}\n`);
    process.exit(1);
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
