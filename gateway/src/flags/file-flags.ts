import { readFileSync, renameSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { InvalidEnvironment, withChange } from '@longbox/config';
import type { Logger } from 'pino';
import { lookEvery } from '../look-every.ts';
import { NO_FLAGS, readFlagSet, type FlagSet } from './flag-set.ts';
import type { FlagEditor, Flags } from './flags.ts';

/** How often the file is looked at: its folder may be a mounted volume, which tells nobody of changes. */
const LOOK_MS = 400;
const MOST_CHARACTERS = 1024 * 1024;

/**
 * Flags out of a file, and what it says later. Without a file there are none until there is one. Throws `InvalidEnvironment` with file and
 * line when what it says at the start cannot be; from then on that is logged, and what it said before holds.
 */
export function openFileFlags(file: string, logger: Logger): Flags {
  // Looked at before it is read: what is written between the two is seen at the next look.
  let seen = stampOf(statSync(file, { throwIfNoEntry: false }));
  let current = read(file) ?? NO_FLAGS;

  async function look(): Promise<void> {
    const stamp = stampOf(await stat(file).catch(() => undefined));
    if (stamp === seen) return;
    seen = stamp;
    try {
      const next = read(file);
      if (next === undefined) return logger.warn('the file of flags is gone: the flags stay as they are');
      current = next;
      logger.info({ flags: next.flags.size, experiments: next.experiments.size }, 'the flags have changed');
    } catch (error) {
      logger.error(`${(error as Error).message} The flags stay as they are.`);
    }
  }

  const end = lookEvery(LOOK_MS, look);
  return {
    get current() {
      return current;
    },
    close() {
      end();
      return Promise.resolve();
    },
  };
}

/** Another one for another state of the file. */
const stampOf = (stats: Stats | undefined) => stats && `${stats.mtimeMs} ${stats.ino} ${stats.size}`;

/** For whoever changes flags in a file: its comments stay. */
export function fileEditor(file: string): FlagEditor {
  const title = basename(file);
  return {
    async read() {
      return read(file) ?? NO_FLAGS;
    },
    async write({ section, name, value }) {
      const text = withChange({ name: title, text: textOf(file) ?? '' }, [section, name], value);
      readFlagSet({ name: title, text });
      // In one step: a gateway may be reading it.
      const beside = `${file}.new`;
      writeFileSync(beside, text, { mode: 0o600 });
      renameSync(beside, file);
    },
    close: () => Promise.resolve(),
  };
}

function read(file: string): FlagSet | undefined {
  const text = textOf(file);
  return text === undefined ? undefined : readFlagSet({ name: basename(file), text });
}

function textOf(file: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new InvalidEnvironment([`${file}: it cannot be read (${code}).`]);
  }
  if (text.length <= MOST_CHARACTERS) return text;
  throw new InvalidEnvironment([`${basename(file)}:1: it has more than ${MOST_CHARACTERS} characters.`]);
}
