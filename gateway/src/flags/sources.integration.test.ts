import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { InvalidEnvironment } from '@longbox/config';
import { waitFor } from '@longbox/testing';
import { pino } from 'pino';
import { redisConnection } from '../redis/connect.ts';
import { openOptionalRedis } from '../redis/optional-redis.ts';
import { hasRedis, startRedis, type RedisUnderTest } from '../redis/redis.fixtures.ts';
import { fileEditor, openFileFlags } from './file-flags.ts';
import type { FlagEditor, Flags } from './flags.ts';
import { followRedisFlags, openRedisEditor } from './redis-flags.ts';

/** Twice what the gateway promises: the machine may do other things. */
const SEEN_MS = 2_000;
const redisIsHere = hasRedis();

let folder: string;
let redis: RedisUnderTest | undefined;
const lines: string[] = [];
const logger = pino({}, { write: (line: string) => void lines.push(line) });
const cleanUp: (() => unknown)[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'longbox-flags-'));
  if (redisIsHere) redis = await startRedis();
});
afterEach(async () => {
  lines.length = 0;
  for (const step of cleanUp.splice(0).reverse()) await step();
});
afterAll(async () => {
  await redis?.stop();
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;
function newFile(text?: string): string {
  files += 1;
  const file = join(folder, `flags-${files}.yaml`);
  if (text !== undefined) writeFileSync(file, text);
  return file;
}

interface Source {
  readonly flags: Flags;
  readonly editor: FlagEditor;
  /** Writes what cannot be read where the flags are. */
  spoil(name: string): Promise<void>;
}

async function inFile(): Promise<Source> {
  const file = newFile('# ours\nflags:\n  kept: { percentage: 5 }\n');
  const flags = openFileFlags(file, logger);
  cleanUp.push(() => flags.close());
  return {
    flags,
    editor: fileEditor(file),
    spoil: (name) => Promise.resolve(writeFileSync(file, `flags:\n  ${name}: { percentage: lots }\n`)),
  };
}

async function inRedis(): Promise<Source> {
  const url = redis?.url ?? '';
  const connection = openOptionalRedis({ url, logger, restMs: 50 });
  const file = openFileFlags(newFile('flags:\n  kept: { percentage: 5 }\n'), logger);
  const flags = await followRedisFlags(connection, file, logger);
  const editor = await openRedisEditor(url, logger);
  const raw = redisConnection(url, 2_000, logger);
  await raw.connect();
  cleanUp.push(
    async () => {
      // Empty already where it was started again.
      await raw.flushall().catch(() => undefined);
      raw.disconnect();
    },
    () => editor.close(),
    () => connection.close(),
    () => flags.close(),
  );
  return {
    flags,
    editor,
    spoil: async (name) => void (await raw.hset('longbox:flags', `flags/${name}`, '{"percentage":"lots"}')),
  };
}

const sources = [['a file', inFile] as const, ...(redisIsHere ? [['Redis', inRedis] as const] : [])];

describe.each(sources)('flags in %s', (_, open) => {
  const set = (editor: FlagEditor, name: string, percentage: number) =>
    editor.write({ section: 'flags', name, value: { percentage } });

  it('are what is written, changed and taken away, within a second', async () => {
    const { flags, editor } = await open();
    expect(flags.current.flags.get('kept')?.percentage).toBe(5);
    for (const percentage of [10, 20]) {
      await set(editor, 'new', percentage);
      await waitFor(() => flags.current.flags.get('new')?.percentage === percentage, {
        what: 'the change',
        timeoutMs: SEEN_MS,
      });
    }
    await editor.write({ section: 'experiments', name: 'e', value: { variants: { a: 1, b: 1 } } });
    await editor.write({ section: 'flags', name: 'new', value: undefined });
    await waitFor(() => flags.current.experiments.has('e') && !flags.current.flags.has('new'), {
      what: 'the change',
      timeoutMs: SEEN_MS,
    });
    expect(flags.current.flags.get('kept')?.percentage).toBe(5);
  });

  it('stay as they were where what is written cannot be read, which is told with its place', async () => {
    const { flags, editor, spoil } = await open();
    await set(editor, 'new', 10);
    await waitFor(() => flags.current.flags.has('new'), { what: 'the flag', timeoutMs: SEEN_MS });
    await spoil('new');
    await waitFor(() => lines.some((line) => /:\d+: flags\.new\.percentage: /.test(line)), {
      what: 'the problem to be told',
    });
    expect(flags.current.flags.get('new')?.percentage).toBe(10);
    expect(flags.current.flags.get('kept')?.percentage).toBe(5);
  });

  it('take nothing from an editor that could not be read', async () => {
    const { editor } = await open();
    const before = await editor.read();
    await expect(set(editor, 'new', 101)).rejects.toThrow(InvalidEnvironment);
    await expect(set(editor, 'not a name', 1)).rejects.toThrow(InvalidEnvironment);
    expect(await editor.read()).toEqual(before);
  });
});

describe('a file of flags', () => {
  it('that cannot be read at the start is refused with its line', () => {
    expect(() => openFileFlags(newFile('flags:\n  f: { percentage: -1 }'), logger)).toThrow(
      /^flags-\d+\.yaml:2: flags\.f\.percentage: /,
    );
  });

  it('may come later, and its going away changes nothing', async () => {
    const file = newFile();
    const flags = openFileFlags(file, logger);
    cleanUp.push(() => flags.close());
    expect(flags.current.flags.size).toBe(0);
    writeFileSync(file, 'flags: { f: {} }');
    await waitFor(() => flags.current.flags.has('f'), { what: 'the file', timeoutMs: SEEN_MS });
    rmSync(file);
    await waitFor(() => lines.some((line) => line.includes('is gone')), { what: 'the loss to be told' });
    expect(flags.current.flags.has('f')).toBe(true);
  });

  it('keeps its comments when a flag in it is changed', async () => {
    const file = newFile('# why\nflags:\n  # of the spring\n  f:\n    percentage: 1\n');
    await fileEditor(file).write({ section: 'flags', name: 'g', value: { percentage: 2 } });
    expect(readFileSync(file, 'utf8')).toBe(
      '# why\nflags:\n  # of the spring\n  f:\n    percentage: 1\n  g:\n    percentage: 2\n',
    );
  });
});

(redisIsHere ? describe : describe.skip)('flags in Redis', () => {
  it('count before the file, and stay as they were while Redis is away', async () => {
    const { flags, editor } = await inRedis();
    await editor.write({ section: 'flags', name: 'kept', value: { percentage: 50, off: true } });
    await waitFor(() => flags.current.flags.get('kept')?.off === true, {
      what: 'the switch',
      timeoutMs: SEEN_MS,
    });
    await redis?.stop();
    await waitFor(() => lines.some((line) => /Redis (did|does) not answer/.test(line)), {
      what: 'Redis to be missed',
    });
    expect(flags.current.flags.get('kept')?.off).toBe(true);
    await redis?.start();
  });

  it('are known before the first request', async () => {
    const { editor } = await inRedis();
    await editor.write({ section: 'flags', name: 'f', value: { percentage: 1 } });
    const again = await inRedis();
    expect(again.flags.current.flags.get('f')?.percentage).toBe(1);
  });
});
