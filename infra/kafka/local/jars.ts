import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Kafka cannot be had on this machine; the message says what is missing and what to do. */
export class KafkaUnavailable extends Error {
  override readonly name = 'KafkaUnavailable';
}

const DOWNLOAD_TIMEOUT_MS = 300_000;

/**
 * The folder with the jars of the Kafka that `pom.xml` names; fetched by Maven when they are not there (about 110 MB, once). Throws
 * `KafkaUnavailable` without a JDK, without Maven, or when the fetching fails.
 */
export async function kafkaJars(folder: string, say: (line: string) => void): Promise<string> {
  const pom = join(folder, 'pom.xml');
  const version = /<kafka\.version>(.+)<\/kafka\.version>/.exec(readFileSync(pom, 'utf8'))?.[1] ?? 'unknown';
  const jars = join(folder, `jars-${version}`);
  if (!(await answers('java')))
    throw new KafkaUnavailable('Kafka needs Java 17 or later: `java` was not found.');
  if (existsSync(jars)) return jars;
  if (!(await answers('mvn')))
    throw new KafkaUnavailable(
      'Kafka’s jars are fetched by Maven: `mvn` was not found. Install it, or set KAFKA_BROKERS.',
    );
  say(`Maven fetches Kafka ${version} (about 110 MB, once)`);
  // In a folder of its own until it is whole: an interrupted download must not look like an installation.
  const partial = `${jars}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const { code, output } = await run('mvn', [
    '-q',
    '-B',
    '-f',
    pom,
    'dependency:copy-dependencies',
    `-DoutputDirectory=${partial}`,
  ]);
  if (code !== 0) {
    rmSync(partial, { recursive: true, force: true });
    throw new KafkaUnavailable(`Maven could not fetch Kafka’s jars:\n${output.slice(-2_000)}`);
  }
  // Somebody else may have been faster; theirs is as good.
  if (existsSync(jars)) rmSync(partial, { recursive: true, force: true });
  else renameSync(partial, jars);
  return jars;
}

async function answers(command: 'java' | 'mvn'): Promise<boolean> {
  const { code } = await run(command, [command === 'java' ? '-version' : '--version']).catch(() => ({
    code: 1,
  }));
  return code === 0;
}

/** Runs a command to its end, five minutes at most, and gives what it said. */
export function run(
  command: string,
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    // A signal, since the timer of `timeout` goes on when the command cannot be started.
    const signal = AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS);
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], signal });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(String(text)));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: said.join('') }));
  });
}
