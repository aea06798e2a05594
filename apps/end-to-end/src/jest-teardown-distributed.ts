import './jest-setup-distributed.ts';

export default async function stop(): Promise<void> {
  await globalThis.longboxStack_distributed?.stop();
}
