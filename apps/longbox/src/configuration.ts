import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readFileOfSettings } from '@longbox/config';
import { StartProblem } from './problem.ts';
import { REPOSITORY } from './settings.ts';

const DEFAULT_FILE = join(REPOSITORY, 'longbox.config.yaml');

/**
 * The environment with what the file of settings says where the environment says nothing. Throws `InvalidEnvironment` for a file that is
 * wrong, and `StartProblem` when the one that `LONGBOX_CONFIG` names cannot be read.
 */
export async function withConfiguration(
  environment: NodeJS.ProcessEnv,
  defaultFile = DEFAULT_FILE,
): Promise<NodeJS.ProcessEnv> {
  const named = environment['LONGBOX_CONFIG']?.trim();
  const file = named ? resolve(REPOSITORY, named) : defaultFile;
  if (!named && !existsSync(file)) return environment;
  const text = textOf(file);
  // The settings of the subgraphs carry the subgraphs: loaded only where there is a file.
  const { LONGBOX_CONFIG: _, ...settings } = (await import('./every-setting.ts')).EVERY_SETTING;
  const given = readFileOfSettings(settings, { name: basename(file), text });
  // As everywhere, what is empty is unset.
  const said = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== '');
  return { ...environment, ...given, ...Object.fromEntries(said) };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StartProblem(
      `The file of settings ${file} cannot be read (${String((cause as { code?: unknown }).code)}): see LONGBOX_CONFIG.`,
      { cause },
    );
  }
}
