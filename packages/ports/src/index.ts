import { createServer, type AddressInfo, type Server } from 'node:net';

/** A port that nobody listens on now. Rejects with the system's error when there is none. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const [port = 0] = await freePorts(1, host);
  return port;
}

/** As many ports that nobody listens on now. They are held together, so that none is given twice. */
export async function freePorts(count: number, host = '127.0.0.1'): Promise<number[]> {
  const probes = await Promise.all(Array.from({ length: count }, () => holdPort(0, host)));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map(releasePort));
  return ports;
}

/** Rejects with the system's error when the port cannot be listened on. */
export async function assertPortFree(port: number, host: string): Promise<void> {
  await releasePort(await holdPort(port, host));
}

function holdPort(port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => resolve(probe));
  });
}

function releasePort(probe: Server): Promise<void> {
  return new Promise((resolve) => {
    probe.close(() => resolve());
  });
}
