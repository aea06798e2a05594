import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Caller, Store } from '@longbox/identity';
import { freePort } from '@longbox/ports';
import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import { startProgram, type Program } from '../programs.ts';
import type { Stack } from '../stack.ts';
import { federation1 } from './federation-1.ts';
import { PEERS, PEERS_FOLDER, type Peer } from './peers.ts';
import type { Target } from './rounds.ts';

const SCHEMA = join(import.meta.dirname, '../../../../schema');
/** Between the processes of a benchmark, which nobody else reaches. */
export const CALLER_SECRET = 'the secret of a benchmark, which lives for some minutes';

/** What the page takes of each subgraph: Federation 1 has no room for the rest. */
const OF_THE_PAGE = {
  catalog: {
    Query: ['productByHandle'],
    Product: ['id', 'handle', 'title', 'kind', 'description', 'print', 'variants'],
    ProductVariant: ['id', 'sku', 'title', 'condition', 'finish', 'language', 'grade'],
  },
  inventory: { Product: ['id', 'inStock'], ProductVariant: ['id', 'availability'] },
  pricing: {
    Product: ['id', 'priceFrom'],
    ProductVariant: ['id', 'price', 'marketPrice'],
    VariantPrice: ['channel', 'price', 'compareAtPrice', 'updatedAt'],
  },
} as const;

/** A gateway without what the others do not have: limits, costs and rates, permissions, metrics of operations, and breakers. */
export const UNGUARDED = {
  LONGBOX_EDGE_LIMITS: 'false',
  LONGBOX_EDGE_PERMISSIONS: 'false',
  LONGBOX_EDGE_METRICS: 'false',
  LONGBOX_EDGE_BREAKERS: 'false',
};

/** Where each subgraph answers. */
export type Addresses = Readonly<Record<string, string>>;

/** Some servers, and what they run beside. */
export interface Servers {
  readonly targets: readonly Target[];
  /** The titles of those that did not start, with why. */
  readonly missing: readonly string[];
  stop(): Promise<void>;
}

export interface Subgraphs {
  readonly addresses: Addresses;
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

/** The five subgraphs as processes, on the databases of the store. */
export async function startSubgraphs(stack: Stack): Promise<Subgraphs> {
  const ports = await Promise.all(SUBGRAPH_NAMES.map(() => freePort()));
  const addresses = Object.fromEntries(
    SUBGRAPH_NAMES.map((name, i) => [name, `http://127.0.0.1:${ports[i]}/graphql`]),
  );
  const programs: Program[] = [];
  const stop = async () => void (await Promise.all(programs.map((program) => program.stop())));
  try {
    for (const [i, name] of SUBGRAPH_NAMES.entries())
      programs.push(
        await stack.command(['serve', name], 'is ready', { ...variables(addresses), PORT: String(ports[i]) }),
      );
  } catch (error) {
    await stop();
    throw error;
  }
  return { addresses, pids: programs.map(({ pid }) => pid), stop };
}

/** The edge alone: subgraphs that answer from memory, in the gateway's process or over HTTP. */
export async function startEdges(stack: Stack, subgraphs: Subgraphs): Promise<Servers> {
  const programs: Program[] = [];
  const stop = async () => void (await Promise.all(programs.map((program) => program.stop())));
  try {
    const recorderPort = await freePort();
    const real = Object.entries(subgraphs.addresses).map(([name, url]) => `${name}=${url}`);
    const recorder = join(import.meta.dirname, 'recorder.ts');
    programs.push(
      await startProgram({
        name: 'recorder',
        args: [recorder, String(recorderPort), ...real],
        ready: 'ready',
      }),
    );
    const recorded = Object.fromEntries(
      Object.keys(subgraphs.addresses).map((name) => [name, `http://127.0.0.1:${recorderPort}/${name}`]),
    );
    const port = await freePort();
    const inProcess = await startProgram({
      name: 'the edge',
      args: [join(import.meta.dirname, 'edge.ts'), String(port), ...real],
      env: {
        ...process.env,
        LONGBOX_CALLER_SECRET: CALLER_SECRET,
        LONGBOX_STORES_FILE: join(stack.folder, 'stores.json'),
      },
      ready: 'ready',
    });
    programs.push(inProcess);
    const http = await startLongboxGateway(stack, recorded, UNGUARDED);
    programs.push(http.program);
    const peers = await startPeers(stack, recorded);
    programs.push(...peers.programs);
    return {
      targets: [
        {
          key: 'longbox',
          title: 'Longbox, subgraphs in process',
          url: `http://127.0.0.1:${port}/graphql`,
          pids: [inProcess.pid],
        },
        { ...http.target, pids: [http.program.pid] },
        ...peers.targets,
      ],
      missing: peers.missing,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Longbox's own gateway, with these settings, beside others over the five subgraphs' processes. */
export async function startGuarded(
  stack: Stack,
  subgraphs: Subgraphs,
  others: readonly Peer[],
  settings: NodeJS.ProcessEnv,
): Promise<Servers> {
  const shared = [...subgraphs.pids, stack.pids.postgres];
  const own = await startLongboxGateway(stack, subgraphs.addresses, settings);
  const peers = await startPeers(stack, subgraphs.addresses, others);
  return {
    targets: [{ ...own.target, pids: [own.program.pid] }, ...peers.targets].map((target) => ({
      ...target,
      pids: [...target.pids, ...shared],
    })),
    missing: peers.missing,
    stop: async () =>
      void (await Promise.all([own.program, ...peers.programs].map((program) => program.stop()))),
  };
}

/** One of the gateways of a process. */
export interface SideBySide extends Pick<Target, 'bodies' | 'headers'> {
  readonly environment: NodeJS.ProcessEnv;
  /** Whether traces are recorded while it is asked. */
  readonly traces: boolean;
}

/** One gateway for each of some settings, in one process (`guarded/gateways.ts`), with OpenTelemetry's own settings for all. */
export async function startSideBySide(
  stack: Stack,
  subgraphs: Subgraphs,
  telemetry: NodeJS.ProcessEnv,
  settings: Readonly<Record<string, SideBySide>>,
): Promise<Servers> {
  const controlPort = await freePort();
  const gateways = await Promise.all(
    Object.entries(settings).map(async ([key, each]) => ({ ...each, key, port: await freePort() })),
  );
  const file = join(stack.folder, 'side-by-side.json');
  writeFileSync(
    file,
    JSON.stringify(gateways.map(({ environment, port }) => ({ ...environment, PORT: String(port) }))),
  );
  const program = await stack.program(
    [join(import.meta.dirname, '../guarded/gateways.ts'), file, String(controlPort)],
    'ready',
    { ...variables(subgraphs.addresses), ...telemetry, APOLLO_TELEMETRY_DISABLED: 'true' },
  );
  const control = `http://127.0.0.1:${controlPort}`;
  return {
    targets: gateways.map(({ key, port, traces, bodies, headers }) => ({
      key,
      title: key,
      url: `http://127.0.0.1:${port}/graphql`,
      pids: [program.pid],
      ...(bodies ? { bodies } : {}),
      ...(headers ? { headers } : {}),
      before: `${control}/${traces ? 'on' : 'off'}`,
      after: `${control}/off`,
    })),
    missing: [],
    stop: () => program.stop(),
  };
}

/** The whole system: the store in one process as `npm start` has it, and the other gateways over the five subgraphs' processes. */
export async function startSystem(stack: Stack, subgraphs: Subgraphs): Promise<Servers> {
  const shared = [...subgraphs.pids, stack.pids.postgres];
  const http = await startLongboxGateway(stack, subgraphs.addresses);
  const peers = await startPeers(stack, subgraphs.addresses);
  return {
    targets: [
      {
        key: 'longbox',
        title: 'Longbox, one process',
        url: stack.url,
        pids: [stack.pids.store, stack.pids.postgres],
      },
      { ...http.target, pids: [http.program.pid, ...shared] },
      ...peers.targets.map((target) => ({ ...target, pids: [...target.pids, ...shared] })),
    ],
    missing: peers.missing,
    stop: async () =>
      void (await Promise.all([http.program, ...peers.programs].map((program) => program.stop()))),
  };
}

/** `node:http` alone, which sends these answers: texts by handle. */
export async function startBare(answers: Readonly<Record<string, string>>): Promise<Servers> {
  const port = await freePort();
  const bare = join(import.meta.dirname, 'bare.ts');
  const program = await startProgram({ name: 'node:http', args: [bare, String(port)], ready: 'ready' });
  program.send(answers);
  return {
    targets: [
      {
        key: 'bareHttp',
        title: 'node:http, the same bytes',
        url: `http://127.0.0.1:${port}/graphql`,
        pids: [program.pid],
      },
    ],
    missing: [],
    stop: () => program.stop(),
  };
}

/** Longbox's own gateway as a process over HTTP. */
async function startLongboxGateway(stack: Stack, addresses: Addresses, more: NodeJS.ProcessEnv = {}) {
  const port = await freePort();
  const settings = { ...variables(addresses), PORT: String(port), ...more };
  const program = await stack.command(['gateway'], 'is ready', settings);
  const url = `http://127.0.0.1:${port}/graphql`;
  return { program, target: { key: 'longboxHttp', title: 'Longbox, subgraphs over HTTP', url } };
}

/** The gateways of other makes; one that does not start is told, not left out silently. */
async function startPeers(stack: Stack, addresses: Addresses, wanted: readonly Peer[] = PEERS) {
  const targets: Target[] = [];
  const missing: string[] = [];
  const programs: Program[] = [];
  for (const { key, title, args } of wanted) {
    const port = await freePort();
    const config = join(stack.folder, `peer-${port}.json`);
    writeFileSync(config, JSON.stringify({ ...peerConfig(stack, addresses), port }));
    const [file = '', ...rest] = args;
    try {
      const program = await startProgram({
        name: title,
        args: [join(PEERS_FOLDER, file), config, ...rest],
        env: { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: 'true' },
        ready: 'ready at',
        // They keep nothing, and one of them takes its time.
        endedBy: 'SIGKILL',
      });
      programs.push(program);
      targets.push({ key, title, url: `http://127.0.0.1:${port}/graphql`, pids: [program.pid] });
    } catch (error) {
      missing.push(`${title} (${String(error)})`);
    }
  }
  return { targets, missing, programs };
}

function peerConfig({ folder }: Stack, addresses: Addresses) {
  const { stores } = JSON.parse(readFileSync(join(folder, 'stores.json'), 'utf8')) as { stores: Store[] };
  const [store] = stores;
  if (!store) throw new Error('there is no store');
  const caller: Caller = { kind: 'anonymous', store, subject: '', scopes: [], correlationId: 'bench' };
  const services = Object.entries(OF_THE_PAGE).map(([name, roots]) => ({
    name,
    url: addresses[name],
    schema: federation1(
      readFileSync(join(SCHEMA, `subgraphs/${name}.graphql`), 'utf8'),
      roots,
      name === 'catalog' ? [] : ['Product', 'ProductVariant'],
    ),
  }));
  return { supergraph: supergraphAt(addresses), services, caller, secret: CALLER_SECRET };
}

/** The supergraph with these addresses. Apollo Gateway refuses one that asks for security, which none of the pages does. */
function supergraphAt(addresses: Addresses): string {
  return readFileSync(join(SCHEMA, 'supergraph.graphql'), 'utf8')
    .replaceAll(', for: SECURITY)', ')')
    .replaceAll(
      /@join__graph\(name: "([^"]+)", url: "[^"]*"\)/g,
      (_, name: string) => `@join__graph(name: "${name}", url: "${addresses[name]}")`,
    );
}

/** The settings that tell a process where the subgraphs are. */
function variables(addresses: Addresses): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(addresses).map(([name, url]) => [`${name.toUpperCase()}_URL`, url]),
  );
}
