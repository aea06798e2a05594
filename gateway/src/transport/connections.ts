import type { Subgraph } from '../executor/generations.ts';
import { tracedTransport } from './traced.ts';
import type { Transport } from './transport.ts';

/** Those that were made for a subgraph, with the address that they go to. */
interface Made {
  readonly url: string;
  readonly transport: Transport;
}

/** How subgraphs are reached. */
export interface Connections {
  /** The transports by name, as they are now. */
  readonly transports: Readonly<Record<string, Transport>>;
  /**
   * Makes the transports that these subgraphs still need; what it gives lets them be asked. A subgraph that has moved is asked at its new
   * address then. Throws for one to which there is no way.
   */
  connect(subgraphs: readonly Subgraph[]): () => void;
  close(): Promise<void>;
}

/**
 * Those that are given stay whatever address a supergraph has for them; the others are made by `connect`, which throws where it cannot. What
 * is in hand ends within `deadlineMs`.
 */
export function createConnections(
  given: Readonly<Record<string, Transport>>,
  connect: (subgraph: Subgraph) => Transport,
  deadlineMs: number,
): Connections {
  const transports: Record<string, Transport> = {};
  for (const [name, transport] of Object.entries(given)) transports[name] = tracedTransport(name, transport);
  const made = new Map<string, Made>();
  /** Of addresses that are asked no more: what is in hand there ends first. */
  const retired = new Map<Transport, NodeJS.Timeout>();

  function retire(transport: Transport): void {
    const close = () => {
      retired.delete(transport);
      transport.close().catch(() => undefined);
    };
    retired.set(transport, setTimeout(close, deadlineMs).unref());
  }

  return {
    transports,
    connect(subgraphs: readonly Subgraph[]) {
      const next = subgraphs.flatMap((subgraph) => {
        const { name, url } = subgraph;
        if (given[name] || made.get(name)?.url === url) return [];
        return [{ name, url, transport: tracedTransport(name, connect(subgraph)) }];
      });
      return () => {
        for (const { name, url, transport } of next) {
          const old = made.get(name);
          made.set(name, { url, transport });
          transports[name] = transport;
          if (old) retire(old.transport);
        }
      };
    },
    async close() {
      for (const timer of retired.values()) clearTimeout(timer);
      await Promise.all([...Object.values(transports), ...retired.keys()].map((each) => each.close()));
    },
  };
}
