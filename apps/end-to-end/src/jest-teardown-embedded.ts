import './jest-setup-embedded.ts';

export default async function stop(): Promise<void> {
  await globalThis.longboxStack_embedded?.stop();
}
