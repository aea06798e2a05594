import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { KafkaUnavailable, kafkaJars, run } from './jars.ts';
import { startNode, type KafkaNode } from './node.ts';

export { KafkaUnavailable } from './jars.ts';

export interface LocalKafkaOptions {
  /** Where the nodes keep their data; the same folder again is the same cluster again. */
  readonly dataDir: string;
  /** 1, or 3 for a cluster that survives the loss of a node (each topic on all three, two must have a record). */
  readonly nodes: 1 | 3;
  /** The first node's port; each node takes this and the next one for the controllers. Left out: free ports. */
  readonly port?: number;
  /** Clients must speak TLS and say who they are (SASL, PLAIN). Left out: neither. */
  readonly secured?: Secured;
  /** The folder of this file. */
  readonly folder: string;
  readonly say?: (line: string) => void;
}

export interface Secured {
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS #8. */
  readonly key: string;
  readonly username: string;
  readonly password: string;
}

export interface LocalKafka {
  /** `host:port` of each node. */
  readonly brokers: readonly string[];
  /** Ends one node (from 0): in order, or at once when it is to crash. */
  stopNode(index: number, how: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts a node again and waits until it answers. */
  startNode(index: number): Promise<void>;
  /** Ends every node, within ten seconds. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const READY_TIMEOUT_MS = 60_000;

/**
 * Apache Kafka on this machine, on loopback, in KRaft mode: each node is broker and controller. Throws `KafkaUnavailable` when there is no
 * Java or Maven, or when it does not come up within a minute.
 */
export async function startLocalKafka(options: LocalKafkaOptions): Promise<LocalKafka> {
  const { dataDir, folder, say = () => undefined } = options;
  const jars = await kafkaJars(folder, say);
  mkdirSync(dataDir, { recursive: true });
  const ports =
    options.port === undefined
      ? await freePorts(options.nodes * 2)
      : consecutive(options.port, options.nodes * 2);
  const places = Array.from({ length: options.nodes }, (_, i) => ({
    id: i + 1,
    port: ports[2 * i] ?? 0,
    controllerPort: ports[2 * i + 1] ?? 0,
    folder: join(dataDir, `node-${i + 1}`),
  }));
  const clusterId = clusterIdIn(dataDir);
  for (const place of places) {
    mkdirSync(place.folder, { recursive: true });
    const file = join(place.folder, 'server.properties');
    writeFileSync(file, propertiesOf(place, places, options.secured), { mode: 0o600 });
    if (!existsSync(join(place.folder, 'data', 'meta.properties'))) await format(jars, file, clusterId);
  }
  say(options.nodes === 1 ? 'Kafka starts' : `Kafka starts: ${options.nodes} nodes`);
  const start = (place: Place) => startNode({ jars, folder: place.folder });
  const running = new Map<number, KafkaNode>();
  const nodeAt = (index: number): Place => {
    const place = places[index];
    if (place === undefined) throw new RangeError(`this cluster has ${places.length} nodes`);
    return place;
  };
  async function stop(): Promise<void> {
    await Promise.all([...running.values()].map((node) => node.stop('SIGTERM')));
    running.clear();
  }
  places.forEach((place, index) => running.set(index, start(place)));
  try {
    await Promise.all(places.map((place, index) => ready(place, running.get(index))));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    brokers: places.map(({ port }) => `${HOST}:${port}`),
    async stopNode(index, how) {
      await running.get(index)?.stop(how);
      running.delete(index);
    },
    async startNode(index) {
      const place = nodeAt(index);
      const node = running.get(index) ?? start(place);
      running.set(index, node);
      await ready(place, node);
    },
    stop,
  };
}

interface Place {
  readonly id: number;
  readonly port: number;
  readonly controllerPort: number;
  readonly folder: string;
}

function propertiesOf(place: Place, places: readonly Place[], secured: Secured | undefined): string {
  const copies = String(places.length);
  const inSync = places.length > 1 ? '2' : '1';
  const protocol = secured === undefined ? 'PLAINTEXT' : 'SASL_SSL';
  return Object.entries({
    'node.id': place.id,
    'process.roles': 'broker,controller',
    listeners: `${protocol}://${HOST}:${place.port},CONTROLLER://${HOST}:${place.controllerPort}`,
    'advertised.listeners': `${protocol}://${HOST}:${place.port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': `CONTROLLER:PLAINTEXT,${protocol}:${protocol}`,
    'inter.broker.listener.name': protocol,
    'controller.quorum.voters': places
      .map(({ id, controllerPort }) => `${id}@${HOST}:${controllerPort}`)
      .join(','),
    'log.dirs': join(place.folder, 'data'),
    'default.replication.factor': copies,
    'offsets.topic.replication.factor': copies,
    'transaction.state.log.replication.factor': copies,
    'min.insync.replicas': inSync,
    'transaction.state.log.min.isr': inSync,
    // One machine has few groups; fifty partitions for their offsets, the default, only slow the start.
    'offsets.topic.num.partitions': 8,
    'group.initial.rebalance.delay.ms': 0,
    // Tests of crashes do not wait as long as a network deserves.
    'group.min.session.timeout.ms': 1_000,
    // Topics come from schema/events/topics.json; a misspelt one must not spring up by itself.
    'auto.create.topics.enable': false,
    ...(secured === undefined ? {} : securityOf(secured)),
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

function securityOf({ certificate, key, username, password }: Secured): Record<string, string> {
  // A property is one line.
  const line = (pem: string) => pem.trim().replaceAll('\n', '\\n');
  const login = 'org.apache.kafka.common.security.plain.PlainLoginModule required';
  return {
    'sasl.enabled.mechanisms': 'PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'listener.name.sasl_ssl.plain.sasl.jaas.config': `${login} username="${username}" password="${password}" user_${username}="${password}";`,
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.certificate.chain': line(certificate),
    'ssl.keystore.key': line(key),
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.certificates': line(certificate),
  };
}

/** Nodes of one folder know each other by an id that is made once. */
function clusterIdIn(dataDir: string): string {
  const file = join(dataDir, 'cluster-id');
  if (!existsSync(file)) writeFileSync(file, randomBytes(16).toString('base64url'));
  return readFileSync(file, 'utf8').trim();
}

async function format(jars: string, properties: string, clusterId: string): Promise<void> {
  const args = [
    '-cp',
    join(jars, '*'),
    'kafka.tools.StorageTool',
    'format',
    // One word: an id may begin with a dash, which would be read as an option of its own.
    `--cluster-id=${clusterId}`,
    `--config=${properties}`,
  ];
  const { code, output } = await run('java', args);
  if (code !== 0) throw new KafkaUnavailable(`Kafka could not prepare its folder:\n${output}`);
}

/** Waits until the node takes connections. Throws `KafkaUnavailable` when it ends or does not in time. */
async function ready(place: Place, node: KafkaNode | undefined): Promise<void> {
  const giveUp = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < giveUp) {
    if (node?.ended() ?? true)
      throw new KafkaUnavailable(`Kafka ended while it started; see ${place.folder}/broker.log`);
    if (await accepts(place.port)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new KafkaUnavailable(
    `Kafka did not start within ${READY_TIMEOUT_MS / 1_000} s; see ${place.folder}/broker.log`,
  );
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: HOST, port, timeout: 1_000 });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
}

function consecutive(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer();
          server.once('error', reject);
          server.listen(0, HOST, () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
