import { describe, expect, it } from '@jest/globals';
import { createOutbox } from './outbox.ts';

/** An outbox of a connection that takes events when it is open. */
function outboxOf() {
  const connection = { open: true, written: [] as string[], overflows: 0 };
  const outbox = createOutbox({
    writable: () => connection.open,
    write: ({ text }) => connection.written.push(text),
    onOverflow: () => (connection.overflows += 1),
  });
  const offer = (from: number, to: number, state: boolean) => {
    for (let n = from; n <= to; n += 1) outbox.offer({ text: `${n}`, state });
  };
  return { connection, outbox, offer };
}

describe('what waits for a client', () => {
  it('is written at once while its connection takes it, and in order when it does again', () => {
    const { connection, outbox, offer } = outboxOf();
    offer(1, 2, false);
    connection.open = false;
    offer(3, 4, false);
    expect([connection.written, outbox.size]).toEqual([['1', '2'], 2]);
    connection.open = true;
    offer(5, 5, false);
    outbox.flush();
    expect([connection.written, outbox.size]).toEqual([['1', '2', '3', '4', '5'], 0]);
  });

  it('is the latest state alone when it gets too much', () => {
    const { connection, outbox, offer } = outboxOf();
    connection.open = false;
    offer(1, 101, true);
    expect(outbox.size).toBe(1);
    connection.open = true;
    outbox.flush();
    expect([connection.written, connection.overflows]).toEqual([['101'], 0]);
  });

  it('overflows when changes would be lost', () => {
    const { connection, offer } = outboxOf();
    connection.open = false;
    offer(1, 500, false);
    expect(connection.overflows).toBe(0);
    offer(501, 501, false);
    expect(connection.overflows).toBe(1);
  });

  it('is followed by the end, and not overtaken by it', () => {
    const { connection, outbox, offer } = outboxOf();
    connection.open = false;
    offer(1, 1, false);
    outbox.finish(() => connection.written.push('end'));
    expect(connection.written).toEqual([]);
    connection.open = true;
    outbox.flush();
    outbox.flush();
    expect(connection.written).toEqual(['1', 'end']);
  });
});
