import { describe, expect, it } from '@jest/globals';
import {
  InvalidEnvironment,
  boolean,
  configurationSchema,
  databaseUrl,
  describeEnvironment,
  integer,
  list,
  oneOf,
  readFileOfSettings,
} from './index.ts';

const SHAPE = {
  CACHE_MEGABYTES: integer(0, 100, 'megabytes').default(64).describe('How much is kept.'),
  TLS: boolean().default(false),
  LEVEL: oneOf('info', 'debug').optional(),
  ORIGINS: list('origins', 3).optional(),
  ORDER_DATABASE_URL: databaseUrl().optional(),
};

const read = (text: string) => readFileOfSettings(SHAPE, { name: 'longbox.config.yaml', text });
const problems = (text: string): readonly string[] => {
  try {
    read(text);
    return [];
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.problems;
    throw error;
  }
};

describe('a file of settings', () => {
  it('says in YAML or JSON what the environment would', () => {
    const expected = { CACHE_MEGABYTES: '8', TLS: 'true', ORIGINS: 'https://a.example,https://b.example' };
    expect(
      read(
        '# ours\nCACHE_MEGABYTES: 8\nTLS: true\nLEVEL:\nORIGINS:\n  - https://a.example\n  - https://b.example\n',
      ),
    ).toEqual(expected);
    expect(
      read('{ "CACHE_MEGABYTES": 8, "TLS": true, "ORIGINS": "https://a.example,https://b.example" }'),
    ).toEqual(expected);
    expect(read('')).toEqual({});
  });

  it.each([
    [
      'a wrong value',
      'TLS: true\nCACHE_MEGABYTES: lots',
      [
        'longbox.config.yaml:2: CACHE_MEGABYTES is "lots"; it takes a whole number of megabytes from 0 to 100.',
      ],
    ],
    [
      'a value out of bounds',
      'CACHE_MEGABYTES: 101',
      [expect.stringMatching(/:1: CACHE_MEGABYTES is "101"; it takes/)],
    ],
    [
      'a word that is none of those',
      '\n\nLEVEL: loud',
      [expect.stringMatching(/:3: LEVEL is "loud"; it takes `info` or `debug`/)],
    ],
    [
      'a misspelt key',
      'TLS: true\nCACHE_MEGABYTE: 8',
      ['longbox.config.yaml:2: CACHE_MEGABYTE is no setting; did you mean CACHE_MEGABYTES.'],
    ],
    ['a key like nothing', 'colour: red', ['longbox.config.yaml:1: colour is no setting.']],
    ['a key of every object', 'constructor: 1', [expect.stringMatching(/:1: constructor is no setting/)]],
    [
      'the same key twice',
      'TLS: true\nLEVEL: info\nTLS: false',
      [expect.stringMatching(/:3: TLS stands there twice/)],
    ],
    [
      'the same key twice, the first time with nothing or with what cannot be',
      'TLS:\nTLS: false\nLEVEL: loud\nLEVEL: info',
      [
        expect.stringMatching(/:2: TLS stands there twice/),
        expect.stringMatching(/:4: LEVEL stands there twice/),
        expect.stringMatching(/:3: LEVEL is "loud"/),
      ],
    ],
    [
      'settings in settings',
      'CACHE_MEGABYTES:\n  inner: 8',
      [expect.stringMatching(/:1: CACHE_MEGABYTES must be one value/)],
    ],
    [
      'a list with commas in it',
      'ORIGINS: ["a,b"]',
      [expect.stringMatching(/:1: ORIGINS must be one value, or a list/)],
    ],
    ['too long a list', 'ORIGINS: [a, b, c, d]', [expect.stringMatching(/:1: ORIGINS is "a,b,c,d"/)]],
    ['what is no settings', '- TLS\n- true', [expect.stringMatching(/:1: it must hold settings/)]],
    ['what is no YAML', 'TLS: true\n"LEVEL: info', [expect.stringMatching(/:2: it is no YAML/)]],
    [
      'what refers to something else',
      'LEVEL: &a info\nTLS: *a',
      [expect.stringMatching(/:2: TLS must be one value/)],
    ],
  ])('with %s is refused, with its line and key', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('is told every problem at once, and no secret is repeated', () => {
    const said = problems('TLS: maybe\nORDER_DATABASE_URL: mysql://root:hunter2@db/x\nWHAT: 1');
    expect(said).toHaveLength(3);
    expect(said.join()).not.toContain('hunter2');
  });

  it('has a schema for editors that follows from the same settings', () => {
    expect(configurationSchema(describeEnvironment(SHAPE))).toMatchObject({
      additionalProperties: false,
      properties: {
        CACHE_MEGABYTES: {
          type: 'integer',
          minimum: 0,
          maximum: 100,
          default: 64,
          description: 'How much is kept. It takes a whole number of megabytes from 0 to 100.',
        },
        TLS: { type: 'boolean', default: false },
        LEVEL: { enum: ['info', 'debug'] },
        ORIGINS: { type: ['array', 'string'], maxItems: 3 },
      },
    });
  });
});
