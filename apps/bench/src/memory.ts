import { on, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import { waitUntil } from './waiting.ts';

/** The resident memory of a process in kB; NaN where there is no /proc. */
export function residentKb(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return Number.NaN;
  }
}

/** The bytes that one process of Node.js holds on to. */
export interface Heap {
  /** What is left when everything that nobody holds has been collected: objects, and buffers outside of the heap. */
  liveBytes(): Promise<number>;
  close(): void;
}

const ANSWER_MS = 30_000;

/** Opens the inspector of a process that was started with `--inspect-port`, and not before: it costs nothing until then. */
export async function inspectHeap(pid: number, port: number): Promise<Heap> {
  process.kill(pid, 'SIGUSR1');
  let address: string | undefined;
  await waitUntil('the inspector to answer', ANSWER_MS, async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => undefined);
    const [target] = ((await answer?.json()) ?? []) as readonly { readonly webSocketDebuggerUrl: string }[];
    address = target?.webSocketDebuggerUrl;
    return address !== undefined;
  });
  const socket = new WebSocket(address ?? '');
  await once(socket, 'open');
  let last = 0;
  async function ask(method: string): Promise<unknown> {
    const id = (last += 1);
    socket.send(JSON.stringify({ id, method }));
    for await (const [data] of on(socket, 'message', { signal: AbortSignal.timeout(ANSWER_MS) })) {
      const answer = JSON.parse(String(data)) as { readonly id?: number; readonly result?: unknown };
      if (answer.id === id) return answer.result;
    }
    return undefined;
  }
  return {
    async liveBytes() {
      await ask('HeapProfiler.collectGarbage');
      const { usedSize, backingStorageSize } = (await ask('Runtime.getHeapUsage')) as {
        readonly usedSize: number;
        readonly backingStorageSize: number;
      };
      return usedSize + backingStorageSize;
    },
    close: () => socket.terminate(),
  };
}
