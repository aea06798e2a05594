import { describe, expect, it } from '@jest/globals';
import { emptyDatabase } from '@longbox/testing';
import { openOwnDatabase } from './assemble.ts';

describe('a subgraph’s own database', () => {
  it('is refused with a role that could see every store', async () => {
    const { superuserUrl, url, drop } = await emptyDatabase('role');
    await expect(openOwnDatabase({ name: 'order', url: superuserUrl })).rejects.toThrow(
      /ORDER_DATABASE_URL.*NOSUPERUSER NOBYPASSRLS/,
    );
    const database = await openOwnDatabase({ name: 'order', url });
    expect(await database.ping()).toBe(true);
    await database.close();
    await drop();
  });

  it('is not left open when a migration fails', async () => {
    class Broken1700000000001 {
      async up(runner: { query(sql: string): Promise<unknown> }) {
        await runner.query('SELECT nonsense');
      }

      async down() {}
    }
    const { url, drop } = await emptyDatabase('broken');
    const opening = openOwnDatabase({ name: 'order', url, migrations: [Broken1700000000001] });
    await expect(opening).rejects.toThrow(/order database could not be migrated.*nonsense/);
    await drop();
  });
});
