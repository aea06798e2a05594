import { describe, expect, it } from '@jest/globals';
import {
  InvalidEnvironment,
  boolean,
  integer,
  oneOf,
  port,
  readEnvironment,
  secret,
  text,
  url,
} from './index.ts';

const problems = (shape: Parameters<typeof readEnvironment>[0], environment: Record<string, string>) => {
  try {
    readEnvironment(shape, environment);
    return [];
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.problems;
    throw error;
  }
};

describe('the environment', () => {
  it('is read with defaults, an empty variable counting as unset, and cannot be changed', () => {
    const settings = readEnvironment(
      { PORT: port().default(4000), NAME: text('a name').optional(), LOUD: boolean().default(false) },
      { PORT: '', NAME: 'a', LOUD: 'true', OTHER: 'x' },
    );
    expect(settings).toEqual({ PORT: 4000, NAME: 'a', LOUD: true });
    expect(Object.isFrozen(settings)).toBe(true);
  });

  it('says every problem at once, each with its variable and what it takes', () => {
    expect(
      problems(
        {
          PORT: port(),
          HOLD_SECONDS: integer(1, 60, 'seconds'),
          LOUD: boolean(),
          LEVEL: oneOf('info', 'debug'),
          SITE: url('http', 'https'),
        },
        { PORT: '70000', HOLD_SECONDS: '1.5', LOUD: 'yes', SITE: 'nowhere' },
      ),
    ).toEqual([
      'PORT is "70000"; it takes a port from 0 to 65535.',
      'HOLD_SECONDS is "1.5"; it takes a whole number of seconds from 1 to 60.',
      'LOUD is "yes"; it takes `true` or `false`.',
      'LEVEL is not set; it takes `info` or `debug`.',
      'SITE is "nowhere"; it takes an address such as http://host/….',
    ]);
  });

  it('never repeats a secret', () => {
    const said = problems(
      { CALLER_SECRET: secret('a secret'), ORDER_DATABASE_URL: url('postgres') },
      { CALLER_SECRET: 'hunter2', ORDER_DATABASE_URL: 'mysql://root:hunter2@db/x' },
    );
    expect(said).toHaveLength(2);
    expect(said.join()).not.toContain('hunter2');
  });
});
