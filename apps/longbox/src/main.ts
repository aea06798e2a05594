import { parseArgs } from 'node:util';
import { InvalidEnvironment } from '@longbox/config';
import { withConfiguration } from './configuration.ts';
import { live, type Life } from './life.ts';
import { StartProblem } from './problem.ts';
import { readSettings } from './settings.ts';

process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';

const USAGE = `Usage:
  start [--distributed]     the whole store, in one process or in six
  serve <subgraph>          one subgraph, for a gateway elsewhere
  gateway                   the edge alone, over subgraphs elsewhere
  edge --supergraph <file> --port <n>
                            the edge over any supergraph, with nothing of Longbox's own
  demo                      a day in the running store
  verify [--json] [--wait <seconds>] [--late <seconds>]
                            holds the databases to every invariant; ends with code 1 when one is broken
  token [--role staff|customer] [--store <slug>] [--subject <id>] [--email <address>]
        [--scopes "<scope> …"] [--minutes <n>]
  import <game> <file or folder> [--source <format>] [--store <slug>]
                            reads card data into the catalog, with a progress bar; asked again, goes on where it stopped;
                            \`npm run import\` names the games
  stock preview <file> | apply <import> | cancel <import> [--location <code>] [--keep-prices] [--store <slug>]
                            a stock file of TCGplayer's form into the running store: matched, looked at, applied
  persisted keys … | register … | list … | revoke … | diff … | check | export …
                            partners' keys and operations: \`npm run persisted\` says more
  flags list | set … | off … | on … | drop …
                            what is tried out, and for whom: \`npm run flags\` says more
  events lag | dead-letters … | replay …   the domain events: \`npm run events\` says more`;

function parseCommand() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        distributed: { type: 'boolean', default: false },
        role: { type: 'string' },
        store: { type: 'string' },
        source: { type: 'string' },
        location: { type: 'string' },
        'keep-prices': { type: 'boolean' },
        subject: { type: 'string' },
        email: { type: 'string' },
        scopes: { type: 'string' },
        minutes: { type: 'string' },
        supergraph: { type: 'string' },
        port: { type: 'string' },
        json: { type: 'boolean', default: false },
        wait: { type: 'string' },
        late: { type: 'string' },
        topic: { type: 'string' },
        consumer: { type: 'string' },
        after: { type: 'string' },
        limit: { type: 'string' },
        reason: { type: 'string' },
        all: { type: 'boolean' },
        done: { type: 'boolean' },
        from: { type: 'string' },
        key: { type: 'string' },
        name: { type: 'string' },
        channels: { type: 'string' },
        days: { type: 'string' },
        rate: { type: 'string' },
        operation: { type: 'string' },
        replace: { type: 'boolean' },
        percentage: { type: 'string' },
        variants: { type: 'string' },
        rules: { type: 'string' },
        visible: { type: 'boolean' },
      },
    });
  } catch (cause) {
    throw new StartProblem(`${(cause as Error).message}\n${USAGE}`, { cause });
  }
}

/** What `--help` prints: of a command that has actions of its own, those. */
async function usageOf(command: string | undefined): Promise<string> {
  switch (command) {
    case 'events':
      return (await import('./commands/events.ts')).EVENTS_USAGE;
    case 'flags':
      return (await import('./commands/flags.ts')).FLAGS_USAGE;
    case 'import':
      return (await import('./commands/import.ts')).IMPORT_USAGE;
    case 'persisted':
      return (await import('./commands/persisted.ts')).PERSISTED_USAGE;
    default:
      return USAGE;
  }
}

/** Each command is loaded when it is wanted, so that a token does not wait for the whole store. */
async function run(life: Life): Promise<void> {
  const { positionals, values } = parseCommand();
  const [command, ...names] = positionals;
  if (values.help) return console.log(await usageOf(command));
  // Subgraphs, telemetry and the processes that are started read the environment too.
  Object.assign(process.env, await withConfiguration(process.env));
  const settings = readSettings(process.env);
  if (
    command !== 'events' &&
    command !== 'persisted' &&
    command !== 'flags' &&
    command !== 'import' &&
    command !== 'stock' &&
    names.length > (command === 'serve' ? 1 : 0)
  )
    throw new StartProblem(`${names.join(' ')}?\n${USAGE}`);
  switch (command ?? '') {
    case 'start':
      return (await import('./commands/start.ts')).start(life, settings, values.distributed);
    case 'serve':
      return (await import('./commands/serve.ts')).serve(life, settings, names[0]);
    case 'gateway':
      return (await import('./commands/gateway.ts')).gateway(life, settings);
    case 'edge':
      return (await import('./commands/edge.ts')).edge(life, settings, values);
    case 'token':
      return (await import('./commands/token.ts')).token(settings, values);
    case 'demo':
      return (await import('./commands/demo.ts')).demo(settings);
    case 'verify':
      process.exitCode = await (await import('./commands/verify.ts')).verifyStore(life, settings, values);
      return undefined;
    case 'import':
      process.exitCode = await (
        await import('./commands/import.ts')
      ).importCards(life, settings, names, values);
      return undefined;
    case 'stock':
      process.exitCode = await (await import('./commands/stock.ts')).stock(life, settings, names, values);
      return undefined;
    case 'events':
      return (await import('./commands/events.ts')).events(life, settings, names, values);
    case 'flags':
      return (await import('./commands/flags.ts')).flags(life, settings, names, values);
    case 'persisted':
      return (await import('./commands/persisted.ts')).persisted(life, settings, names, values);
    default:
      throw new StartProblem(USAGE);
  }
}

/** Says why and ends with code 1. What knows the other errors is loaded only for them: it carries the whole gateway. */
async function fail(error: unknown): Promise<never> {
  const debug = process.env['LONGBOX_DEBUG'] === '1';
  const known = !debug && (error instanceof StartProblem || error instanceof InvalidEnvironment);
  console.error(known ? error.message : (await import('./sentence.ts')).sentenceOf(error, debug));
  process.exit(1);
}

process.on('uncaughtException', (error) => void fail(error));
live(run, (what, error) =>
  console.error(`${what}: ${error instanceof Error ? error.message : String(error)}`),
).then(() => process.exit(), fail);
