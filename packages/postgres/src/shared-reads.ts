/** Values for keys, in their order. */
type Read<Scope, Key, Value> = (scope: Scope, keys: readonly Key[]) => Promise<readonly Value[]>;

export interface SharedReadsOptions<Scope> {
  /** What may be read in one statement has the same text here: the store, and whatever else decides what its rows say. */
  readonly together: (scope: Scope) => string;
  /** Keys of one statement, if no request asks for more by itself. */
  readonly mostKeys?: number;
}

interface Waiting<Key, Value> {
  readonly keys: readonly Key[];
  readonly resolve: (values: readonly Value[]) => void;
  readonly reject: (error: unknown) => void;
}

interface Queue<Scope, Key, Value> {
  readonly scope: Scope;
  readonly waiting: Waiting<Key, Value>[];
  running: number;
}

/** The gateway asks for no more than a page of each list. */
const MOST_KEYS = 1_000;
/** One statement is on its way and one is being answered; a third would only take keys from the one after. */
const AT_ONCE = 2;

/**
 * A read by keys that requests do together: what is asked for while two statements of its kind are under way waits for the first of them to
 * end, and then goes as one statement. Nobody waits when nobody else reads. A statement is sent after everything that it answers was asked
 * for, so whoever has written reads what they wrote. When one statement for several fails, each is read by itself: a failure is only for
 * whose it is.
 */
export function createSharedReads<Scope, Key, Value>(
  read: Read<Scope, Key, Value>,
  { together, mostKeys = MOST_KEYS }: SharedReadsOptions<Scope>,
): Read<Scope, Key, Value> {
  const queues = new Map<string, Queue<Scope, Key, Value>>();

  /** Sends what waits, a statement after another, until nothing does. */
  async function send(name: string, queue: Queue<Scope, Key, Value>): Promise<void> {
    queue.running += 1;
    while (queue.waiting.length > 0) await answer(queue.scope, taken(queue.waiting, mostKeys), read);
    queue.running -= 1;
    if (queue.running === 0) queues.delete(name);
  }

  return (scope, keys) =>
    new Promise((resolve, reject) => {
      const name = together(scope);
      let queue = queues.get(name);
      if (!queue) queues.set(name, (queue = { scope, waiting: [], running: 0 }));
      queue.waiting.push({ keys, resolve, reject });
      if (queue.running < AT_ONCE) void send(name, queue);
    });
}

/** The first that wait, as many as go into one statement. */
function taken<Key, Value>(waiting: Waiting<Key, Value>[], mostKeys: number): Waiting<Key, Value>[] {
  let keys = 0;
  const end = waiting.findIndex((each, index) => (keys += each.keys.length) > mostKeys && index > 0);
  return waiting.splice(0, end === -1 ? waiting.length : end);
}

/** Answers them; never rejects. */
async function answer<Scope, Key, Value>(
  scope: Scope,
  all: readonly Waiting<Key, Value>[],
  read: Read<Scope, Key, Value>,
): Promise<void> {
  try {
    const values = await read(
      scope,
      all.flatMap(({ keys }) => keys),
    );
    let from = 0;
    for (const { keys, resolve } of all) {
      resolve(values.slice(from, from + keys.length));
      from += keys.length;
    }
  } catch (error) {
    const [only] = all;
    if (only && all.length === 1) only.reject(error);
    else for (const each of all) await answer(scope, [each], read);
  }
}
