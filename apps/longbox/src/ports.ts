import { createServer, type AddressInfo, type Server } from 'node:net';
import { listenProblem } from './problem.ts';

/** Throws `StartProblem` when the port cannot be listened on: known at once, and not after everything else has started. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  await close(await listen(host, port));
}

/** As many ports that nobody listens on now. They are held together, so that none is given twice. */
export async function freePorts(host: string, count: number): Promise<number[]> {
  const probes = await Promise.all(Array.from({ length: count }, () => listen(host, 0)));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map(close));
  return ports;
}

function listen(host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(listenProblem(error, host, port)));
    probe.listen(port, host, () => resolve(probe));
  });
}

function close(probe: Server): Promise<void> {
  return new Promise((resolve) => {
    probe.close(() => resolve());
  });
}
