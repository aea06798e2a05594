import { fileEditor, openRedisEditor } from '@longbox/gateway/flags';
import {
  dropFlag,
  listFlags,
  setFlag,
  switchFlag,
  type FlagsContext,
  type FlagsOptions,
} from '../flags/change-flags.ts';
import { flagsFileOf } from '../flags/open-flags.ts';
import type { Life } from '../life.ts';
import { loggerOf } from '../logging.ts';
import { StartProblem } from '../problem.ts';
import type { Settings } from '../settings.ts';

export const FLAGS_USAGE = `  flags list                                   what is tried out, for how many, and where that is said
  flags set <name> --percentage <n>            on for that share of callers, 0 to 100
  flags set <name> --variants "<name>=<weight> …" [--percentage <n>]   an experiment
  flags set <name> [--rules <JSON>] [--visible]                        other shares for some; told to clients
  flags off <name>                             off for everybody, whatever else is said
  flags on <name>                              as before it was off
  flags drop <name>                            says nothing of it any more`;

const say = (line: string) => console.log(line);

/** `flags …`: what is switched on for whom, in Redis where there is one, in the file of flags otherwise. Throws `StartProblem`. */
export async function flags(
  life: Life,
  settings: Settings,
  [action, ...rest]: readonly string[],
  options: FlagsOptions,
): Promise<void> {
  const expected = { list: 0, set: 1, off: 1, on: 1, drop: 1 }[action ?? ''];
  if (expected === undefined || rest.length !== expected)
    throw new StartProblem(
      `flags takes one of these, not ${[action ?? 'nothing', ...rest].join(' ')}:\n${FLAGS_USAGE}`,
    );
  const [name = ''] = rest;
  const context = await contextOf(life, settings);
  const work = async () => {
    switch (action) {
      case 'set':
        return setFlag(context, name, options);
      case 'off':
      case 'on':
        return switchFlag(context, name, action === 'off');
      case 'drop':
        return dropFlag(context, name);
      default:
        return listFlags(context);
    }
  };
  await life.during(work());
}

async function contextOf(life: Life, settings: Settings): Promise<FlagsContext> {
  const file = fileEditor(flagsFileOf(settings));
  const { redisUrl } = settings;
  const none = { flags: new Map(), experiments: new Map() };
  if (redisUrl === undefined) return { editor: file, place: 'the file', below: none, say };
  const editor = await life.begin(
    'the connection to Redis',
    () =>
      openRedisEditor(redisUrl, loggerOf(settings)).catch((error: unknown) => {
        throw new StartProblem(
          `Redis (REDIS_URL) cannot be used, ${String(error)}: start it, or unset REDIS_URL to change the file.`,
        );
      }),
    (opened) => opened.close(),
  );
  return { editor, place: 'Redis', below: await file.read(), say };
}
