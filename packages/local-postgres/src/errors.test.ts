import { describe, expect, it } from '@jest/globals';
import { deathOf, folderProblem } from './errors.ts';

describe('the sentence for a server that ended', () => {
  it.each([
    [
      'FATAL:  could not write lock file "postmaster.pid": No space left on device',
      /no disk space left .* free some, or set LONGBOX_DATA_DIR/,
    ],
    [
      'FATAL:  data directory "/x" has wrong ownership',
      /belongs to another user: start Longbox as that user/,
    ],
    ['FATAL:  database files are incompatible with server', /another version of PostgreSQL/],
    ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', /too little memory: free some/],
    [
      'LOG:  starting\nPANIC:  could not locate a valid checkpoint record',
      /\(PANIC: {2}could not locate a valid checkpoint record\): restore it/,
    ],
    ['', /restore it from a copy/],
  ])('says what to do about %j', (said, sentence) => {
    const { message } = deathOf('/data', said);
    expect(message).toMatch(sentence);
    expect(message).not.toContain('\n');
  });
});

describe('the sentence for a folder', () => {
  it.each([
    ['ENOSPC', /the disk is full; free some space/],
    ['EACCES', /cannot be written to; allow that/],
    ['EROFS', /cannot be written to; allow that/],
    ['EMFILE', /too many; mend that/],
  ])('says what to do about %s', (code, sentence) => {
    const { message } = folderProblem('/data', Object.assign(new Error('too many'), { code }));
    expect(message).toMatch(sentence);
    expect(message).toMatch(/, or set LONGBOX_DATA_DIR to another folder\.$/);
  });
});
