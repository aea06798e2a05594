import { describe, expect, it } from '@jest/globals';
import {
  InvalidEnvironment,
  boolean,
  databaseUrl,
  describeEnvironment,
  environmentTable,
  integer,
  list,
  oneOf,
  port,
  readEnvironment,
  seconds,
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

  it('gives each variable its kind', () => {
    const shape = {
      PORT: port(),
      HOLD_SECONDS: seconds(0, 60).default(5),
      POOL_SIZE: integer(1, 100, 'connections'),
      BROKERS: list('host:port pairs'),
      ORDER_DATABASE_URL: databaseUrl(),
      CALLER_SECRET: secret('a secret'),
    };
    const environment = {
      PORT: '0',
      HOLD_SECONDS: '1.5',
      POOL_SIZE: '3',
      BROKERS: 'a:9092, b:9092,',
      ORDER_DATABASE_URL: 'postgres://longbox@db/order',
      CALLER_SECRET: 's'.repeat(32),
    };
    expect(readEnvironment(shape, environment)).toEqual({
      PORT: 0,
      HOLD_SECONDS: 1.5,
      POOL_SIZE: 3,
      BROKERS: ['a:9092', 'b:9092'],
      ORDER_DATABASE_URL: 'postgres://longbox@db/order',
      CALLER_SECRET: new TextEncoder().encode('s'.repeat(32)),
    });
  });

  it.each(['1e3', '0x10', '-1', '4000.5', '65536', '99999999999999999999', 'Infinity', '40 00'])(
    'refuses the port %s',
    (PORT) => {
      expect(problems({ PORT: port() }, { PORT })).toHaveLength(1);
    },
  );

  it('repeats no more than the beginning of a long value', () => {
    expect(problems({ LEVEL: oneOf('info') }, { LEVEL: 'x'.repeat(10_000) })[0]?.length).toBeLessThan(200);
  });

  it('describes itself for the docs, also through defaults and options', () => {
    const described = describeEnvironment({
      PORT: port().default(4000).describe('Where the graph is served.'),
      ORDER_DATABASE_URL: databaseUrl().describe('The orders.').optional(),
      CALLER_SECRET: secret('a secret'),
    });
    expect(described).toEqual([
      {
        name: 'PORT',
        takes: 'a port from 0 to 65535',
        default: '4000',
        required: false,
        secret: false,
        purpose: 'Where the graph is served.',
        json: { type: 'integer', minimum: 0, maximum: 65_535 },
      },
      {
        name: 'ORDER_DATABASE_URL',
        takes: 'an address such as postgres://user:password@host:5432/database',
        required: false,
        secret: true,
        purpose: 'The orders.',
        json: { type: 'string' },
      },
      {
        name: 'CALLER_SECRET',
        takes: 'a secret, of at least 32 characters',
        required: true,
        secret: true,
        purpose: '',
        json: { type: 'string' },
      },
    ]);
    expect(environmentTable(described).split('\n').slice(2, 5)).toEqual([
      '| `PORT` | `4000` | a port from 0 to 65535 | Where the graph is served. |',
      '| `ORDER_DATABASE_URL` |  | an address such as postgres://user:password@host:5432/database | The orders. |',
      '| `CALLER_SECRET` | must be set | a secret, of at least 32 characters |  |',
    ]);
  });
});
